package org.modelioc.runtime.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.modelioc.runtime.stage.Chains.NAN;
import static org.modelioc.runtime.stage.Chains.chain;
import static org.modelioc.runtime.stage.Chains.run;
import static org.modelioc.runtime.stage.Chains.target;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.modelioc.schema.problem.InvalidConfigurationException;
import org.modelioc.schema.stage.CropDefinition;
import org.modelioc.schema.stage.GreyDefinition;
import org.modelioc.schema.stage.PermuteDefinition;
import org.modelioc.schema.stage.ReshapeDefinition;
import org.modelioc.schema.stage.ResizeDefinition;
import org.modelioc.schema.stage.ResizeDefinition.Method;
import org.modelioc.schema.stage.StageDefinition;

/** Stages for images, and those that bring the axes into a model's order. */
class ImageStageTest {

    private static ResizeDefinition resize(int width, int height, Method method) {
        return new ResizeDefinition(target("resize"), width, height, method);
    }

    private static double[] counting(int count) {
        return IntStream.range(0, count).asDoubleStream().toArray();
    }

    private static void refused(Shape shape, StageDefinition stage, String text) {
        assertThatThrownBy(() -> chain(shape, stage)).isInstanceOf(InvalidConfigurationException.class)
            .hasMessage("test.yaml:20:9: stage '" + stage.target().stage() + "' on tensor 'x': " + text);
    }

    @Test
    void bilinearIsBetweenTheCentresOfPixels() throws Exception {
        StageChain wider = chain(Shape.of(1, 1, 2), resize(4, 1, Method.BILINEAR));
        assertThat(wider.shape()).isEqualTo(Shape.of(1, 1, 4));
        assertThat(run(wider, 0, 8)).containsExactly(0, 2, 6, 8);
        assertThat(run(chain(Shape.of(1, 1, 4), resize(2, 1, Method.BILINEAR)), 0, 2, 6, 8)).containsExactly(1, 7);
        assertThat(run(chain(Shape.of(1, 2, 2), resize(1, 1, Method.BILINEAR)), 0, 2, 4, 10)).containsExactly(4);
        // the corners of the 4 x 4 image are those of the 2 x 2 image
        assertThat(run(chain(Shape.of(1, 2, 2), resize(4, 4, Method.BILINEAR)), 0, 4, 8, 12)).containsExactly(
            0, 1, 3, 4, 2, 3, 5, 6, 6, 7, 9, 10, 8, 9, 11, 12);
    }

    @Test
    void nearestTakesThePixelInWhichTheCentreLies() throws Exception {
        assertThat(run(chain(Shape.of(1, 1, 3), resize(5, 1, Method.NEAREST)), 1, 2, 3)).containsExactly(1, 1, 2, 3, 3);
        assertThat(run(chain(Shape.of(1, 1, 5), resize(2, 1, Method.NEAREST)), 1, 2, 3, 4, 5)).containsExactly(2, 4);
        assertThat(run(chain(Shape.of(1, 4, 4), resize(2, 2, Method.NEAREST)), counting(16))).containsExactly(5, 7, 13, 15);
    }

    @Test
    void areaIsTheMeanOfWhatIsCovered() throws Exception {
        assertThat(run(chain(Shape.of(1, 4, 4), resize(2, 2, Method.AREA)), counting(16))).containsExactly(2.5, 4.5, 10.5, 12.5);
        assertThat(run(chain(Shape.of(1, 1, 3), resize(2, 1, Method.AREA)), 1, 4, 7))
            .containsExactly(new double[] {2, 6}, within(1e-15));
        assertThat(run(chain(Shape.of(1, 3, 1), resize(1, 2, Method.AREA)), 1, 4, 7))
            .containsExactly(new double[] {2, 6}, within(1e-15));
        assertThat(run(chain(Shape.of(1, 1, 2), resize(3, 1, Method.AREA)), 1, 5))
            .containsExactly(new double[] {1, 3, 5}, within(1e-15));
    }

    @ParameterizedTest
    @EnumSource
    void channelsAndImagesOfABatchAreIndependent(Method method) throws Exception {
        double[] colours = new Random(4).doubles(2 * 5 * 7 * 3, 0, 255).toArray();
        StageChain all = chain(Shape.of(2, 5, 7, 3), resize(4, 6, method));
        assertThat(all.shape()).isEqualTo(Shape.of(2, 6, 4, 3));
        assertThat(all.keepsElements()).as("channels stay channels").isTrue();
        double[] result = run(all, colours);
        StageChain mono = chain(Shape.of(1, 5, 7), resize(4, 6, method));
        for (int plane = 0; plane < 6; plane++) {
            int image = plane / 3;
            int channel = plane % 3;
            double[] one = run(mono, IntStream.range(0, 35).mapToDouble(i -> colours[(image * 35 + i) * 3 + channel]).toArray());
            double[] same = IntStream.range(0, 24).mapToDouble(i -> result[(image * 24 + i) * 3 + channel]).toArray();
            assertThat(same).containsExactly(one);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEvenImageStaysEvenAndTheSameSizeIsTheSameImage(Method method) throws Exception {
        double[] grey = new double[17 * 13];
        Arrays.fill(grey, 0.7);
        for (int size = 1; size < 40; size++) {
            double[] resized = run(chain(Shape.of(1, 17, 13), resize(size, 2 * size, method)), grey);
            double[] even = new double[resized.length];
            Arrays.fill(even, 0.7);
            assertThat(resized).containsExactly(even, within(1e-15));
        }
        double[] noise = new Random(1).doubles(17 * 13).toArray();
        assertThat(run(chain(Shape.of(1, 17, 13), resize(13, 17, method)), noise)).containsExactly(noise);
    }

    @Test
    void aPixelThatIsMissingMakesThoseMissingThatItCountsIn() throws Exception {
        assertThat(run(chain(Shape.of(1, 1, 4), resize(2, 1, Method.AREA)), NAN, 1, 2, 4)).containsExactly(NAN, 3);
        assertThat(run(chain(Shape.of(1, 1, 4), resize(2, 1, Method.NEAREST)), NAN, 1, NAN, 4)).containsExactly(1, 4);
        assertThat(run(chain(Shape.of(1, 1, 3), resize(3, 1, Method.BILINEAR)), NAN, 1, NAN)).containsExactly(NAN, 1, NAN);
    }

    @Test
    void crop() throws Exception {
        StageChain mono = chain(Shape.of(2, 3, 4), new CropDefinition(target("crop"), 1, 0, 2, 2));
        assertThat(mono.shape()).isEqualTo(Shape.of(2, 2, 2));
        assertThat(run(mono, counting(24))).containsExactly(1, 2, 5, 6, 13, 14, 17, 18);
        StageChain colour = chain(Shape.of(1, 2, 2, 3), new CropDefinition(target("crop"), 1, 1, 1, 1));
        assertThat(run(colour, counting(12))).containsExactly(9, 10, 11);
        refused(Shape.of(1, 3, 4), new CropDefinition(target("crop"), 1, 2, 4, 1), "a rectangle of 4 x 1 pixels at x = 1, y = 2"
            + " reaches beyond the image, which is 4 x 3 (width x height)");
        refused(Shape.of(1, 3, 4), new CropDefinition(target("crop"), 0, 2, 4, 2), "a rectangle of 4 x 2 pixels at x = 0, y = 2"
            + " reaches beyond the image, which is 4 x 3 (width x height)");
    }

    @Test
    void grey() throws Exception {
        StageChain chain = chain(Shape.of(1, 1, 4, 3), new GreyDefinition(target("grey")));
        assertThat(chain.shape()).isEqualTo(Shape.of(1, 1, 4));
        assertThat(run(chain, 1, 0, 0, 0, 1, 0, 0, 0, 1, 255, 255, 255))
            .containsExactly(new double[] {0.299, 0.587, 0.114, 255}, within(1e-13));
        refused(Shape.of(1, 4, 3), new GreyDefinition(target("grey")),
            "it works on coloured images, [batch, height, width, 3], and gets [1, 4, 3]");
    }

    @Test
    void whatIsNoImage() {
        refused(Shape.of(1, 12), resize(2, 2, Method.AREA),
            "it works on images, [batch, height, width] or [batch, height, width, 3], and gets [1, 12]");
        refused(Shape.of(1, 3, 4, 2), resize(2, 2, Method.AREA),
            "it works on images, [batch, height, width] or [batch, height, width, 3], and gets [1, 3, 4, 2]");
    }

    @Test
    void channelsFirst() throws Exception {
        StageChain chain = chain(Shape.of(1, 2, 2, 3), new PermuteDefinition(target("permute"), List.of(0, 3, 1, 2)));
        assertThat(chain.shape()).isEqualTo(Shape.of(1, 3, 2, 2));
        assertThat(chain.keepsElements()).isFalse();
        assertThat(run(chain, counting(12))).containsExactly(0, 3, 6, 9, 1, 4, 7, 10, 2, 5, 8, 11);
        refused(Shape.of(1, 4), new PermuteDefinition(target("permute"), List.of(0, 2, 1)), "'axes' has 3 of them, and [1, 4]"
            + " has 2");
    }

    @Test
    void permutingBackGivesTheSame() throws Exception {
        double[] values = new Random(9).doubles(2 * 3 * 4 * 5).toArray();
        StageChain there = chain(Shape.of(2, 3, 4, 5), new PermuteDefinition(target("permute"), List.of(0, 2, 3, 1)),
            new PermuteDefinition(target("permute"), List.of(0, 3, 1, 2)));
        assertThat(there.shape()).isEqualTo(Shape.of(2, 3, 4, 5));
        assertThat(run(there, values)).containsExactly(values);
        assertThat(run(there, values)).as("again").containsExactly(values);
    }

    @Test
    void reshape() throws Exception {
        StageChain chain = chain(Shape.of(2, 6), new ReshapeDefinition(target("reshape"), List.of(3, 2)));
        assertThat(chain.shape()).isEqualTo(Shape.of(2, 3, 2));
        assertThat(run(chain, counting(12))).containsExactly(counting(12));
        assertThat(chain.output()).as("nothing is copied").isSameAs(chain.input());
        assertThat(chain(Shape.of(2, 3, 2, 2), new ReshapeDefinition(target("flatten"), List.of())).shape())
            .isEqualTo(Shape.of(2, 12));
        refused(Shape.of(1, 6), new ReshapeDefinition(target("reshape"), List.of(2, 4)),
            "the sizes [2, 4] are for 8 numbers, and [1, 6] has 6");
        refused(Shape.of(2, 6), new ReshapeDefinition(target("reshape"), List.of(1 << 27, 1 << 27, 1 << 27)),
            "the sizes [134217728, 134217728, 134217728] are for more numbers, and [2, 6] has 6 in a row");
    }
}
