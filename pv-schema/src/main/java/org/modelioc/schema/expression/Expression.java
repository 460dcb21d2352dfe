package org.modelioc.schema.expression;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * An expression over the values of PVs in the language of EPICS' CALC, compiled. See the description of the package for the
 * language and its differences from CALC.
 *
 * <p>An evaluation allocates nothing and ends for all values, be they NaN or infinite. One thread at a time, because the
 * memory for intermediate results and the random numbers belong to the expression; compile it again for another thread.
 */
public final class Expression {

    private static final int LONGEST = 4000;

    private final String text;
    private final Program program;
    private final Registers registers;

    private Expression(String text, Program program, RandomGenerator random) {
        this.text = text;
        this.program = program;
        this.registers = program.newRegisters(random);
    }

    /**
     * Compiles, with random numbers of its own.
     *
     * @param text  at most 4000 characters, nested at most 100 deep
     * @param names the PVs that it may use
     * @return ready to be evaluated
     * @throws ExpressionException if it is not an expression, uses another name, or arrays of two lengths meet in it
     * @throws IllegalArgumentException if it uses an operand whose length is unknown
     */
    public static Expression compile(String text, Names names) throws ExpressionException {
        return compile(text, names, new SplittableRandom());
    }

    /**
     * Compiles.
     *
     * @param text   at most 4000 characters, nested at most 100 deep
     * @param names  the PVs that it may use
     * @param random where {@code RNDM} comes from, used by the thread that evaluates
     * @return ready to be evaluated
     * @throws ExpressionException if it is not an expression, uses another name, or arrays of two lengths meet in it
     * @throws IllegalArgumentException if it uses an operand whose length is unknown
     */
    public static Expression compile(String text, Names names, RandomGenerator random) throws ExpressionException {
        Program program = parse(text, names);
        program.slots().stream().mapToObj(names::get).filter(operand -> operand.length() == Operand.UNKNOWN).findFirst()
            .ifPresent(operand -> {
                throw new IllegalArgumentException("the length of '" + operand.name() + "' is not known");
            });
        return new Expression(text, program, random);
    }

    /**
     * Finds what can be found before the lengths of all operands are known.
     *
     * @param text  at most 4000 characters, nested at most 100 deep
     * @param names the PVs that it may use, of which some may have the length {@link Operand#UNKNOWN}
     * @throws ExpressionException if it is not an expression, uses another name, or arrays of two known lengths meet in it
     */
    public static void check(String text, Names names) throws ExpressionException {
        parse(text, names);
    }

    private static Program parse(String text, Names names) throws ExpressionException {
        if (text.isBlank()) {
            throw new ExpressionException(0, "the expression is empty");
        }
        if (text.length() > LONGEST) {
            throw new ExpressionException(LONGEST, "the expression has " + text.length() + " characters; at most " + LONGEST
                + " are allowed");
        }
        return new Parser(text, names).parse();
    }

    /**
     * Whether the result is an array.
     *
     * @return true for {@link #evaluate(Operands, double[], int)}, false for {@link #evaluate(Operands)}
     */
    public boolean isArray() {
        return program.length() > 0;
    }

    /**
     * The size of the result.
     *
     * @return elements of an array, or 0 for a scalar
     */
    public int length() {
        return program.length();
    }

    /**
     * What the result depends on.
     *
     * @return slots of the operands that occur, each once, ascending
     */
    public int[] slots() {
        return program.slots().stream().toArray();
    }

    /**
     * Evaluates an expression that gives a scalar.
     *
     * @param operands the values
     * @return the result, NaN and the infinities among what is possible
     * @throws IllegalStateException    if it gives an array
     * @throws IllegalArgumentException if an array has fewer elements than declared
     */
    public double evaluate(Operands operands) {
        if (isArray()) {
            throw new IllegalStateException("an array of " + program.length() + " elements: " + text);
        }
        return program.scalar(registers, operands);
    }

    /**
     * Evaluates an expression that gives an array.
     *
     * @param operands the values
     * @param result   takes the result; may hold the values of an operand, if at the same place
     * @param from     the place of its first element
     * @throws IllegalStateException    if it gives a scalar
     * @throws IllegalArgumentException if there is no room for the result, or an operand has fewer values than declared
     */
    public void evaluate(Operands operands, double[] result, int from) {
        if (!isArray()) {
            throw new IllegalStateException("a scalar: " + text);
        }
        if (result.length - from < program.length()) {
            throw new IllegalArgumentException("room for " + (result.length - from) + " elements, and there are "
                + program.length());
        }
        program.array(registers, operands, result, from);
    }

    /**
     * The expression.
     *
     * @return the text as it was compiled
     */
    @Override
    public String toString() {
        return text;
    }
}
