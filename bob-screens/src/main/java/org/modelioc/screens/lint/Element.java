package org.modelioc.screens.lint;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * An XML element and where it stands.
 *
 * @param name       its name
 * @param attributes its attributes
 * @param line       line of its start tag, from 1
 * @param column     column behind its start tag, from 1
 * @param children   elements in it
 * @param content    all text directly in it
 */
record Element(String name, Map<String, String> attributes, int line, int column, List<Element> children,
        StringBuilder content) {

    /** Text that is not XML. */
    static final class NotXmlException extends Exception {
        private static final long serialVersionUID = 1;
        private final int line;
        private final int column;

        private NotXmlException(SAXParseException cause) {
            super(cause.getMessage(), cause);
            line = cause.getLineNumber();
            column = cause.getColumnNumber();
        }

        int line() {
            return line;
        }

        int column() {
            return column;
        }
    }

    /** Reads a text. Document types are refused: no screen needs one, and they can reach outside the file. */
    static Element parse(String text) throws NotXmlException {
        try {
            SAXParserFactory factory = SAXParserFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            Builder builder = new Builder();
            factory.newSAXParser().parse(new InputSource(new StringReader(text)), builder);
            return builder.root;
        } catch (SAXParseException e) {
            throw new NotXmlException(e);
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    Optional<Element> child(String wanted) {
        return children.stream().filter(element -> element.name().equals(wanted)).findFirst();
    }

    List<Element> children(String wanted) {
        return children.stream().filter(element -> element.name().equals(wanted)).toList();
    }

    /** Text of a child, empty if there is no such child. */
    String text(String wanted) {
        return child(wanted).map(Element::text).orElse("");
    }

    String text() {
        return content.toString().strip();
    }

    String attribute(String wanted) {
        return attributes.getOrDefault(wanted, "");
    }

    private static final class Builder extends DefaultHandler {
        private final Deque<Element> open = new ArrayDeque<>();
        private Locator locator;
        private Element root;

        @Override
        public void setDocumentLocator(Locator where) {
            locator = where;
        }

        @Override
        public void startElement(String uri, String local, String name, Attributes given) {
            Map<String, String> attributes = new LinkedHashMap<>();
            for (int i = 0; i < given.getLength(); i++) {
                attributes.put(given.getQName(i), given.getValue(i));
            }
            Element element = new Element(name, attributes, locator.getLineNumber(), locator.getColumnNumber(),
                new ArrayList<>(), new StringBuilder());
            if (open.isEmpty()) {
                root = element;
            } else {
                open.peek().children().add(element);
            }
            open.push(element);
        }

        @Override
        public void endElement(String uri, String local, String name) {
            open.pop();
        }

        @Override
        public void characters(char[] signs, int from, int count) {
            open.peek().content().append(signs, from, count);
        }
    }
}
