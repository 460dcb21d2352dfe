package org.modelioc.runtime.stage;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.modelioc.schema.expression.Bindings;
import org.modelioc.schema.expression.Expression;
import org.modelioc.schema.expression.ExpressionException;
import org.modelioc.schema.expression.Names;
import org.modelioc.schema.expression.Operand;
import org.modelioc.schema.stage.ExpressionDefinition;

/**
 * y by an expression over x and PVs, row by row. x is the array of the elements that are worked on, a scalar if there is one; a
 * result that is a scalar goes to each of them.
 */
final class ExpressionStage implements Stage {

    private final Shape shape;
    private final int width;
    private final int rows;
    private final int[] elements;
    /** Whether the elements are neighbours, so that x can stay where it is. */
    private final boolean neighbours;
    private final Expression expression;
    private final Bindings bindings;
    /** The PVs that it uses. */
    private final Used[] used;
    /** The elements of a row, where they are no neighbours. */
    private final double[] x;

    /** A PV that an expression uses. */
    private record Used(int slot, PvSource source, int offset) {
    }

    private ExpressionStage(Shape shape, int[] elements, Expression expression, Names names, List<Used> used) {
        this.shape = shape;
        this.width = shape.last();
        this.rows = shape.size() / width;
        this.elements = elements.clone();
        this.neighbours = elements[elements.length - 1] - elements[0] == elements.length - 1 && ascending(elements);
        this.expression = expression;
        this.bindings = new Bindings(names);
        this.used = used.toArray(Used[]::new);
        this.x = new double[elements.length];
    }

    private static boolean ascending(int[] elements) {
        for (int i = 1; i < elements.length; i++) {
            if (elements[i] != elements[i - 1] + 1) {
                return false;
            }
        }
        return true;
    }

    /** Compiles an expression for a number of elements and the PVs that there are. */
    static ExpressionStage of(ExpressionDefinition definition, Shape shape, int[] elements, List<PvSource> sources)
            throws StageException {
        List<Operand> operands = new ArrayList<>(List.of(elements.length == 1 ? Operand.scalar(ExpressionDefinition.X)
            : Operand.array(ExpressionDefinition.X, elements.length)));
        List<Used> places = new ArrayList<>();
        Set<String> seen = new HashSet<>(Set.of(ExpressionDefinition.X));
        for (PvSource source : sources) {
            for (Operand pv : source.pvs()) {
                if (seen.add(pv.name())) {
                    places.add(new Used(operands.size(), source, source.offset(pv.name())));
                    operands.add(pv);
                }
            }
        }
        Names names = new Names(operands);
        try {
            Expression expression = Expression.compile(definition.expression().text(), names);
            if (expression.isArray() && expression.length() != elements.length) {
                throw new StageException("the result has " + expression.length() + " elements, and there "
                    + (elements.length == 1 ? "is one to be set" : "are " + elements.length + " to be set"),
                    definition.expression().scalar().at());
            }
            List<Used> used = new ArrayList<>();
            for (int slot : expression.slots()) {
                if (slot > 0) {
                    used.add(places.get(slot - 1));
                    Optional<String> fault = places.get(slot - 1).source().fault(names.operands().get(slot).name());
                    if (fault.isPresent()) {
                        throw new StageException(fault.get(), definition.expression().scalar().at());
                    }
                }
            }
            return new ExpressionStage(shape, elements, expression, names, used);
        } catch (ExpressionException e) {
            throw new StageException(definition.expression().describe(e), definition.expression().at(e));
        }
    }

    @Override
    public Shape output() {
        return shape;
    }

    @Override
    public boolean inPlace() {
        return true;
    }

    @Override
    public void apply(double[] from, double[] to) {
        for (Used pv : used) {
            bindings.bind(pv.slot, pv.source.values(), pv.offset);
        }
        for (int row = 0; row < rows; row++) {
            if (neighbours) {
                evaluate(to, row * width + elements[0]);
                continue;
            }
            for (int i = 0; i < x.length; i++) {
                x[i] = to[row * width + elements[i]];
            }
            evaluate(x, 0);
            for (int i = 0; i < x.length; i++) {
                to[row * width + elements[i]] = x[i];
            }
        }
    }

    /** With x at a place in an array, where the result goes too. */
    private void evaluate(double[] values, int first) {
        bindings.bind(0, values, first);
        if (expression.isArray()) {
            expression.evaluate(bindings, values, first);
            return;
        }
        double result = expression.evaluate(bindings);
        for (int i = first; i < first + elements.length; i++) {
            values[i] = result;
        }
    }
}
