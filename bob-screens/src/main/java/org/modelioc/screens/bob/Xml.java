package org.modelioc.screens.bob;

/** XML text, indented, one element a line, so that a small change of a screen is a small difference of its file. */
public final class Xml {

    private static final String INDENT = "  ";

    private final StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    private int depth;

    /**
     * A comment on a line of its own.
     *
     * @param comment the text; two hyphens in it become one, since XML has none in comments
     * @return this
     */
    public Xml comment(String comment) {
        return line("<!-- " + comment.replaceAll("-{2,}", "-") + " -->");
    }

    /**
     * Opens an element.
     *
     * @param name       its name
     * @param attributes names and values in turn
     * @return this
     */
    public Xml open(String name, String... attributes) {
        line(tag(name, attributes) + ">");
        depth++;
        return this;
    }

    /**
     * Closes an element.
     *
     * @param name its name
     * @return this
     */
    public Xml close(String name) {
        depth--;
        return line("</" + name + ">");
    }

    /**
     * An element that holds text only.
     *
     * @param name    its name
     * @param content the text
     * @return this
     */
    public Xml element(String name, String content) {
        return line("<" + name + ">" + escape(content) + "</" + name + ">");
    }

    /**
     * An element with attributes only.
     *
     * @param name       its name
     * @param attributes names and values in turn
     * @return this
     */
    public Xml empty(String name, String... attributes) {
        return line(tag(name, attributes) + "/>");
    }

    /**
     * All of it.
     *
     * @return the text, which ends with a line break
     */
    public String text() {
        return text.toString();
    }

    private static String tag(String name, String... attributes) {
        StringBuilder tag = new StringBuilder("<").append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            tag.append(' ').append(attributes[i]).append("=\"").append(escape(attributes[i + 1])).append('"');
        }
        return tag.toString();
    }

    private Xml line(String line) {
        text.append(INDENT.repeat(depth)).append(line).append('\n');
        return this;
    }

    /** Writes what XML would take as its own, and leaves out control characters, which XML 1.0 cannot hold at all. */
    private static String escape(String content) {
        StringBuilder escaped = new StringBuilder(content.length());
        content.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> {
                    if (point >= ' ' || point == '\n' || point == '\t') {
                        escaped.appendCodePoint(point);
                    }
                }
            }
        });
        return escaped.toString();
    }
}
