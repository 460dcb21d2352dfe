/**
 * Expressions over the values of PVs, in the language of EPICS' CALC: {@link org.modelioc.schema.expression.Expression}.
 *
 * <p>An expression is compiled once for {@link org.modelioc.schema.expression.Names} with their lengths, and evaluated without
 * allocation on values that stay where they are, such as {@link org.modelioc.schema.expression.Bindings} to places in arrays.
 * Whoever knows the names but not yet the lengths finds most mistakes by
 * {@link org.modelioc.schema.expression.Expression#check}. This room stands here and not beside the models, so that a reader
 * of the YAML tells of a faulty expression with its line and column.
 *
 * <p>Operators, functions, precedence and results are those of {@code postfix()} and {@code calcPerform()} of EPICS base 7
 * on 64-bit Linux on x86, also where C leaves them open, such as the conversion of 1e10 to a 32-bit integer. From loosest
 * to tightest; all binary operators associate to the left, and upper and lower case are the same:
 * <pre>
 *   a ? b : c
 *   ||  |  OR  XOR
 *   &amp;&amp;  &amp;  AND  &lt;&lt;  &gt;&gt;  &gt;&gt;&gt;
 *   =  ==  #  !=  &lt;  &lt;=  &gt;  &gt;=
 *   +  -
 *   *  /  %                        % of 32-bit integers
 *   ^  **                          power, so that 2^3^2 is 64
 *   -a  !a  ~a  NOT a  SIN a  …    before the power, so that -2^2 is 4
 * </pre>
 * Bitwise operators and shifts work on 32-bit integers. Anything but zero is true, NaN included. Numbers are decimal with
 * an optional exponent, or hexadecimal with {@code 0x} and at most 32 bits, of which {@code 0xFFFFFFFF} is -1; the
 * constants are {@code PI D2R R2D INF INFINITY NAN}; {@code RNDM} is a random number from 0 to 1. The functions of one
 * argument are {@code ABS EXP LN LOGE LOG SQR SQRT CEIL FLOOR NINT ISINF SIN COS TAN ASIN ACOS ATAN SINH COSH TANH}, where
 * LOG has the base 10, SQR is the square root and ISINF of -INF is -1; of two {@code FMOD(a, b)} and {@code ATAN2(a, b)},
 * which is the angle of the point (a, b), not of (b, a) as in C; of any number {@code MIN MAX ISNAN FINITE}. MIN and MAX
 * are NaN if an argument is.
 *
 * <h2>What is different</h2>
 * <ul>
 * <li>Operands are PVs by name instead of A to L, and names are as they are written, upper and lower case. Written bare,
 * the longest declared name that fits at a place wins: where PVs {@code A}, {@code B} and {@code A-B} are declared,
 * {@code A-B} is the third and {@code A - B} the difference. A name ends where a word ends: {@code SOL1} is not seen in
 * {@code SOL12}. In braces, as in <code>{A}-{B}</code>, a name is taken as it stands. A PV with the name of a function,
 * constant or number must stand in braces.
 * <li>Words end at a blank or sign: {@code SIN A} and {@code SIN(A)}, but not {@code SINA}.
 * <li>A plus sign may stand before an operand. {@code INT} is {@code NINT}, as in the calc module of synApps.
 * <li>There is no assignment with {@code :=}, no sequence with {@code ;} and no {@code VAL}.
 * <li>The number of arguments is checked, and parentheses enclose whole expressions.
 * <li>An operand may be an array of a fixed length. Operators and functions work on it element by element, a scalar being
 * the same for each element, and all arrays that meet must be equally long. {@code RNDM} is a scalar. {@code SUM MEAN AMIN
 * AMAX RMS LEN} make a scalar of an array, and {@code a[2]} is its third element.
 * <li>Both sides of a conditional are evaluated, which shows in nothing but time.
 * </ul>
 */
package org.modelioc.schema.expression;
