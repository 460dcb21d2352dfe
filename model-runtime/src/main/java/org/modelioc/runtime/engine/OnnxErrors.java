package org.modelioc.runtime.engine;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtException.OrtErrorCode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts the words of ONNX Runtime into one line for people. */
final class OnnxErrors {

    /** A place in the C++ sources, with or without the signature of the function. */
    private static final Pattern SOURCE =
        Pattern.compile("\\S+\\.(?:cc|cpp|h|hpp):\\d+ (?:[^()\"']*\\([^()\"']*\\)(?: const)? |\\S+ )");
    private static final Pattern LEAD =
        Pattern.compile("^(?:Error code - \\w+ - message: )?(?:\\[ONNXRuntimeError\\] : \\d+ : \\w+ : )?"
            + "(?:Load model from .*? failed: ?)?");

    private static final Pattern IR_VERSION =
        Pattern.compile("Unsupported model IR version: (\\d+), max supported IR version: (\\d+)");
    private static final Pattern OPSET =
        Pattern.compile("Opset (\\d+) is under development.* domain (\\S+) is till opset (\\d+)");
    private static final Pattern OPERATOR =
        Pattern.compile("No Op registered for (\\S+) with domain_version of (\\d+)|: (\\S+)\\(-?\\d+\\) is not a registered");
    private static final Pattern KERNEL = Pattern.compile("Could not find an implementation for (\\w+)\\(\\d+\\)");
    private static final Pattern EXTERNAL = Pattern.compile("External data path does not exist: \"([^\"]*)\"");

    private static final Pattern LIBRARY = Pattern.compile("Failed to load library .*?(lib\\S+): cannot open shared object file");

    private OnnxErrors() {
    }

    /**
     * What the runtime says, without error codes and places in its sources.
     *
     * @param e what it threw
     * @return one line
     */
    static String words(OrtException e) {
        String line = e.getMessage().strip().replaceAll("\\s+", " ");
        return SOURCE.matcher(LEAD.matcher(line).replaceFirst("")).replaceAll("");
    }

    /**
     * Why the runtime cannot use a graphics processor.
     *
     * @param e what it threw
     * @return one line; where a library is missing, how to get it
     */
    static String deviceFault(OrtException e) {
        Matcher missing = LIBRARY.matcher(words(e));
        return missing.find() ? "there is no " + missing.group(1) + "; install CUDA and cuDNN in the versions that this build"
            + " needs (docs/models.md), or name their folder by LD_LIBRARY_PATH" : words(e);
    }

    /**
     * Why the runtime did not load a file.
     *
     * @param e       what it threw
     * @param version its version
     * @return what is wrong and how to mend it, to be read after the file's name
     */
    static String loadFault(OrtException e, String version) {
        String words = words(e);
        String runtime = "ONNX Runtime " + version;
        Matcher found = IR_VERSION.matcher(words);
        if (found.find()) {
            return "is in version " + found.group(1) + " of the ONNX format, and " + runtime + " reads up to "
                + found.group(2) + "; export it with an older onnx package";
        }
        found = OPSET.matcher(words);
        if (found.find()) {
            return "asks for opset " + found.group(1) + " of " + found.group(2) + ", and " + runtime + " knows up to "
                + found.group(3) + "; export it with opset_version=" + found.group(3) + " or lower";
        }
        found = OPERATOR.matcher(words);
        if (found.find()) {
            String operator = found.group(1) != null
                ? found.group(1) + "' of opset " + found.group(2) : found.group(3) + "'";
            return "uses the operator '" + operator + ", which " + runtime
                + " does not have; export the model with standard operators";
        }
        found = KERNEL.matcher(words);
        if (found.find()) {
            return "uses the operator '" + found.group(1) + "' with element types for which " + runtime
                + " has no implementation, often float64; export the model in float32, with model.float() in PyTorch for example";
        }
        found = EXTERNAL.matcher(words);
        if (found.find()) {
            return "keeps weights in " + found.group(1) + ", which does not exist; copy that file too";
        }
        if (e.getCode() == OrtErrorCode.ORT_INVALID_PROTOBUF) {
            return "is damaged, or is not an ONNX model; copy or export it again";
        }
        return "is refused by " + runtime + ": " + words + "; check it with onnx.checker and export it again";
    }
}
