package org.modelioc.schema.pv;

/** How a client should write a number: the choices of {@code display.form} in the Normative Types, in their order. */
public enum DisplayForm {
    DEFAULT("Default"), STRING("String"), BINARY("Binary"), DECIMAL("Decimal"), HEX("Hex"),
    EXPONENTIAL("Exponential"), ENGINEERING("Engineering");

    private final String choice;

    DisplayForm(String choice) {
        this.choice = choice;
    }

    /**
     * The text of the choice on the wire.
     *
     * @return for example {@code "Exponential"}
     */
    public String choice() {
        return choice;
    }
}
