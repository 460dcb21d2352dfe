package org.modelioc.schema.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperandNamesTest {

    private static final Values VALUES = new Values().scalar("A", 100).scalar("B", 7).scalar("A-B", 1).scalar("C:I", 5)
        .scalar("C", 11).scalar("SOL1", 20).scalar("SOL12", 21).scalar("2Q<3>.X+", 30).scalar("e5", 40).scalar("a", 50)
        .scalar("PI", 60).scalar("-N", 70).scalar("A[0]", 80).array("W", 1, 2, 3);

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "A-B; 1", "A - B; 93", "A -B; 93", "A- B; 93", "{A}-{B}; 93", "{A}-B; 93", "{A-B}; 1", "A-B-B; -6", "A-B-A-B; 0",
        "C:I*2; 10", "1?C:I:3; 5", "1?C : B; 11", "0?C :B; 7", "1?{C}:{B}; 11", "0?A:B; 7",
        "SOL1+SOL12; 41", "SOL12; 21", "{SOL12}; 21", "{ A }; 100",
        "2Q<3>.X+; 30", "2Q<3>.X++1; 31", "1e5; 100000", "e5; 40", "1+e5; 41", "a; 50", "A; 100", "{PI}; 60", "pi*0+1; 1",
        "-N; 70", "A--N; 30", "A[0]; 80", "W[0]; 1", "W[2]*A; 300", "A>B; 1", "A<B; 0", "SIN 0*A; 0", "AND:1; 1"
    })
    void theLongestDeclaredNameThatFitsWins(String text, double expected) throws ExpressionException {
        Values values = new Values().scalar("AND:1", 1);
        assertThat((text.startsWith("AND") ? values : VALUES).scalarOf(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
        "SOL13 + 1|1|there is no PV 'SOL13'; did you mean 'SOL1'?",
        "2*SOLL1|3|there is no PV 'SOLL1'; did you mean 'SOL1'?",
        "1+D|3|there is no PV 'D'; operands are PVs by name, not CALC's letters",
        "{sol1}|1|there is no PV 'sol1'; did you mean 'SOL1'?",
        "{A-C}|1|there is no PV 'A-C'; did you mean 'A-B'?",
        "SOL1:I|1|there is no PV 'SOL1:I'; did you mean 'SOL1'?",
        "1?SOL1:I|8|there is no PV 'I'; operands are PVs by name, not CALC's letters",
        "e6|1|there is no PV 'e6'; did you mean 'e5'?",
        "b*2|1|there is no PV 'b'; did you mean 'B'?",
        "C:J|1|there is no PV 'C:J'; did you mean 'C:I'?",
        "SQRTT*2|1|there is no PV 'SQRTT'; did you mean 'SQRT'?",
        "SQRTT(2)|1|there is no function 'SQRTT'; did you mean 'SQRT'?",
        "(1)+VAL|5|VAL, the last result in CALC, is not available; use the PV that holds it",
        "{A|1|'{' without '}' after the name",
        "1?A:B:C|6|there is no '?' for this ':', nor a PV 'B:C'",
        "1?A:{B}:C|8|there is no '?' for this ':'",
        "0?1?A-B|8|':' for the '?' in column 4 is missing at the end; 'A-B' is one PV, blanks around '-' make it two",
        "1?C:I|6|':' for the '?' in column 2 is missing at the end; 'C:I' is one PV, blanks around ':' make it two"
    })
    void anUnknownNameIsExplained(String text, int column, String reason) {
        assertThatThrownBy(() -> Expression.compile(text, VALUES.names()))
            .isInstanceOfSatisfying(ExpressionException.class, e -> {
                assertThat(e.column()).isEqualTo(column);
                assertThat(e.reason()).isEqualTo(reason);
                assertThat(e).hasMessage("column " + column + ": " + e.reason());
            });
    }

    @ParameterizedTest
    @ValueSource(strings = {"PI", "1", "MAX", "Not", "0x1F", "RNDM"})
    void aNameThatIsAlsoSomethingElseMustStandInBraces(String name) throws ExpressionException {
        Values values = new Values().scalar(name, 5);

        assertThatThrownBy(() -> values.scalarOf("2*" + name)).isInstanceOf(ExpressionException.class)
            .hasMessageStartingWith("column 3: '" + name + "' has a meaning of its own and is a PV as well; write {" + name
                + "} for the PV");
        assertThat(values.scalarOf("2*{" + name + "}")).isEqualTo(10);
    }

    @Test
    void slotsAreThoseOfTheOperandsUsed() throws ExpressionException {
        Names names = Values.letters(1, 2, 3, 4).names();

        assertThat(Expression.compile("D + B * D", names).slots()).containsExactly(1, 3);
        assertThat(Expression.compile("1", names).slots()).isEmpty();
        assertThat(names.operands()).extracting(Operand::name).containsExactly("A", "B", "C", "D");
    }

    @Test
    void namesAreCheckedWhenTheyAreDeclared() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Names(List.of(Operand.scalar("A"), Operand.array("A", 2))))
            .withMessage("two operands are called 'A'");
        assertThatIllegalArgumentException().isThrownBy(() -> Operand.scalar("A}"));
        assertThatIllegalArgumentException().isThrownBy(() -> Operand.scalar(""));
        assertThatIllegalArgumentException().isThrownBy(() -> Operand.scalar("A B"));
        assertThatIllegalArgumentException().isThrownBy(() -> Operand.array("A", 0));
    }
}
