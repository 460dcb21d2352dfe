package org.modelioc.schema.expression;

import java.util.ArrayDeque;
import java.util.Deque;
import org.modelioc.schema.yaml.Words;

/** Reads a text by recursive descent and assembles its program on the way. */
final class Parser {

    private static final int DEEPEST = 100;
    private static final int LOOSEST = 1;

    private final Scanner scanner;
    private final Assembler assembler;
    private int nesting;

    /** A sign or function before its operand; the index is its place in the text. */
    private record Pending(Token token, int index) {
    }

    Parser(String text, Names names) {
        this.scanner = new Scanner(text, names);
        this.assembler = new Assembler(names);
    }

    Program parse() throws ExpressionException {
        conditional();
        scanner.expectEnd();
        return assembler.program();
    }

    private void conditional() throws ExpressionException {
        binary(LOOSEST);
        if (!scanner.operator().equals("?")) {
            return;
        }
        int question = scanner.start();
        scanner.take("?");
        enter(question);
        conditional();
        expect(":", "':' for the '?' in column " + (question + 1));
        conditional();
        nesting--;
        assembler.select(question);
    }

    /** Operators that bind at least so tightly. */
    private void binary(int precedence) throws ExpressionException {
        unary();
        while (true) {
            String symbol = scanner.operator();
            int index = scanner.start();
            BinaryOperation operation = BinaryOperation.BY_SYMBOL.get(symbol);
            if (operation == null || operation.precedence() < precedence) {
                return;
            }
            scanner.take(symbol);
            binary(operation.precedence() + 1);
            assembler.binary(operation, symbol, index);
        }
    }

    private void unary() throws ExpressionException {
        Deque<Pending> pending = new ArrayDeque<>();
        Token token = scanner.operand();
        while (isPrefix(token)) {
            pending.push(new Pending(token, scanner.start()));
            token = scanner.operand();
        }
        primary(token, pending.isEmpty() ? null : pending.peek().token());
        while (scanner.operator().equals("[") && assembler.length() != 0) {
            element();
        }
        for (Pending prefix : pending) {
            apply(prefix);
        }
    }

    /** What takes the tightest operand that follows; in parentheses or not is all the same then. */
    private boolean isPrefix(Token token) {
        return switch (token) {
            case Token.Prefix _, Token.Plus _ -> true;
            case Token.Call(String _, Function.OfOne _), Token.Call(String _, Function.OfArray _) -> true;
            case Token.Call(String _, Function.OfMany _), Token.Call(String _, Function.OfEach _) ->
                !scanner.beforeParenthesis();
            default -> false;
        };
    }

    private void apply(Pending prefix) throws ExpressionException {
        switch (prefix.token()) {
            case Token.Prefix(UnaryOperation operation) -> assembler.unary(operation);
            case Token.Call(String _, Function.OfOne(UnaryOperation operation)) -> assembler.unary(operation);
            case Token.Call(String _, Function.OfEach(UnaryOperation question, BinaryOperation _)) -> assembler.unary(question);
            case Token.Call(String name, Function.OfArray(Reduction reduction)) -> {
                if (assembler.length() == 0) {
                    throw new ExpressionException(prefix.index(), name + " takes an array, and this is a scalar");
                }
                assembler.reduce(reduction);
            }
            default -> {
                // a plus sign, or the least or greatest of one
            }
        }
    }

    private void primary(Token token, Token before) throws ExpressionException {
        switch (token) {
            case Token.Name(int slot) -> assembler.operand(slot);
            case Token.Number(double value) -> assembler.constant(value);
            case Token.Random() -> assembler.random();
            case Token.Call(String name, Function function) -> call(name, function);
            default -> {
                int open = scanner.start();
                enter(open);
                conditional();
                if (before instanceof Token.Call(String name, Function _) && scanner.operator().equals(",")) {
                    throw new ExpressionException(scanner.start(), name + " takes one argument");
                }
                close(open);
            }
        }
    }

    private void call(String name, Function function) throws ExpressionException {
        int start = scanner.start();
        if (!scanner.beforeParenthesis()) {
            throw new ExpressionException(start, name + " takes two arguments in parentheses, as in " + name + "(x, y)");
        }
        scanner.operand();
        int open = scanner.start();
        enter(open);
        int arguments = 1;
        argument(function);
        while (scanner.operator().equals(",")) {
            if (function instanceof Function.OfTwo && arguments == 2) {
                throw new ExpressionException(scanner.start(), name + " takes two arguments");
            }
            scanner.take(",");
            argument(function);
            assembler.binary(join(function), name, start);
            arguments++;
        }
        if (function instanceof Function.OfTwo && arguments < 2) {
            throw new ExpressionException(start, name + " takes two arguments, and has " + Words.count(arguments, "argument"));
        }
        close(open);
    }

    private void argument(Function function) throws ExpressionException {
        conditional();
        if (function instanceof Function.OfEach(UnaryOperation question, BinaryOperation _)) {
            assembler.unary(question);
        }
    }

    private static BinaryOperation join(Function function) {
        return switch (function) {
            case Function.OfTwo(BinaryOperation operation) -> operation;
            case Function.OfMany(BinaryOperation join) -> join;
            case Function.OfEach(UnaryOperation _, BinaryOperation join) -> join;
            case Function.OfOne _, Function.OfArray _ -> throw new IllegalArgumentException("of one argument: " + function);
        };
    }

    private void element() throws ExpressionException {
        int length = assembler.length();
        int open = scanner.start();
        scanner.take("[");
        int index = scanner.index();
        if (length != Operand.UNKNOWN && index >= length) {
            throw new ExpressionException(scanner.start(), "there is no such element; the array has "
                + Words.count(length, "element") + ", the last is [" + (length - 1) + "]");
        }
        expect("]", "']' for the '[' in column " + (open + 1));
        assembler.element(index);
    }

    private void enter(int index) throws ExpressionException {
        nesting++;
        if (nesting > DEEPEST) {
            throw new ExpressionException(index, "parentheses and conditionals are nested more than " + DEEPEST + " deep");
        }
    }

    private void close(int open) throws ExpressionException {
        expect(")", "')' for the '(' in column " + (open + 1));
        nesting--;
    }

    private void expect(String symbol, String what) throws ExpressionException {
        if (!scanner.operator().equals(symbol)) {
            throw scanner.unexpected(what);
        }
        scanner.take(symbol);
    }
}
