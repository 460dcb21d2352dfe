package org.modelioc.runtime.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.modelioc.schema.tensor.ElementType;
import org.modelioc.schema.tensor.TensorType;

/** How tensors lie in memory. */
class TensorBlockTest {

    private static TensorSignature signature(String name, ElementType element, long... dimensions) {
        return new TensorSignature(name, new TensorType(element, Arrays.stream(dimensions).boxed().toList()));
    }

    @Test
    void tensorsAreAlignedSlicesOfOneSegment() throws Exception {
        try (Arena arena = Arena.ofConfined()) {
            TensorBlock block = TensorBlock.allocate(arena, List.of(signature("a", ElementType.FLOAT32, 1, 17),
                signature("b", ElementType.INT64), signature("c", ElementType.FLOAT64, 2, 4)));

            assertThat(block.memory().byteSize()).isEqualTo(128 + 64 + 64);
            assertThat(block.tensors()).extracting(Tensor::size).containsExactly(17, 1, 8);
            assertThat(block.tensors()).extracting(tensor -> tensor.memory().address() - block.memory().address())
                .containsExactly(0L, 128L, 192L);
            assertThat(block.memory().address() % 64).isZero();
            for (Tensor tensor : block.tensors()) {
                assertThat(tensor.get(tensor.size() - 1)).as("last element of %s at first", tensor).isZero();
            }
        }
    }

    @Test
    void noTensorsNeedNoMemory() {
        try (Arena arena = Arena.ofConfined()) {
            assertThat(TensorBlock.allocate(arena, List.of()).tensors()).isEmpty();
        }
    }

    @Test
    void shapesThatNoBufferCanHoldAreRefused() {
        assertRefused(signature("x", ElementType.FLOAT32, -1, 3), "tensor x float32[batch, 3] has an open dimension");
        assertRefused(signature("x", ElementType.FLOAT32, 1, 0), "tensor x float32[1, 0] has no elements");
        assertRefused(signature("x", ElementType.FLOAT64, 1 << 28), "tensor x float64[268435456] takes 2 GiB or more");
        assertRefused(signature("x", ElementType.INT32, 1L << 40, 1L << 40),
            "tensor x int32[1099511627776, 1099511627776] takes 2 GiB or more");
        assertRefused(signature("x", ElementType.BOOL, 1L << 31), "tensor x bool[2147483648] takes 2 GiB or more");
    }

    private static void assertRefused(TensorSignature signature, String message) {
        try (Arena arena = Arena.ofConfined()) {
            assertThatThrownBy(() -> TensorBlock.allocate(arena, List.of(signature)))
                .isInstanceOf(IllegalArgumentException.class).hasMessage(message);
        }
    }
}
