package org.modelioc.runtime.engine;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts the words of libtorch, which go over many lines, into one line for people. */
final class TorchScriptErrors {

    private static final Pattern OPERATOR = Pattern.compile("Unknown builtin op: (\\S+?)\\.?(?:\\s|$)");
    private static final Pattern RUNTIME_ERROR = Pattern.compile("(?m)^(?:\\w+\\.)*\\w*(?:Error|Exception): (.+)$");
    /** Where in C++ it happened. */
    private static final Pattern TRACE = Pattern.compile("(?s)\\nException raised from .*|\\nframe #.*");
    private static final int LONGEST = 300;

    private TorchScriptErrors() {
    }

    /** What libtorch says, without places in its sources. */
    static String words(Throwable e) {
        String text = e.getMessage() == null ? e.toString() : TRACE.matcher(e.getMessage()).replaceFirst("");
        Matcher raised = RUNTIME_ERROR.matcher(text);
        String last = null;
        while (raised.find()) {
            last = raised.group(1);
        }
        List<String> lines = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        String words = last != null ? last : lines.isEmpty() ? e.toString() : lines.getFirst();
        return words.length() > LONGEST ? words.substring(0, LONGEST) + '…' : words;
    }

    /**
     * Why libtorch did not load a file.
     *
     * @return what is wrong and how to mend it, to be read after the file's name
     */
    static String loadFault(Throwable e, String version) {
        Matcher operator = OPERATOR.matcher(String.valueOf(e.getMessage()));
        if (operator.find()) {
            return "uses the operator '" + operator.group(1) + "', which libtorch " + version
                + " does not have; save the model with torch " + version + " or older, and with operators of torch itself";
        }
        return "is refused by libtorch " + version + ": " + words(e) + "; save it again with torch " + version + " or older";
    }
}
