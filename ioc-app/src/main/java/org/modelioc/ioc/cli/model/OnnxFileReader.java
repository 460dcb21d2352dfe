package org.modelioc.ioc.cli.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.modelioc.ioc.cli.model.Message.DamagedException;

/** Collects from the messages of an ONNX file; field numbers are those of {@code onnx.proto}, in the comments by name. */
final class OnnxFileReader {

    private static final int DEEPEST = 50;
    /** By number in TensorProto.DataType: the name, and the bits of an element (0 where they differ). */
    private static final String[] ELEMENTS = {
        "", "float32", "uint8", "int8", "uint16", "int16", "int32", "int64", "string", "bool", "float16", "float64", "uint32",
        "uint64", "complex64", "complex128", "bfloat16", "float8e4m3fn", "float8e4m3fnuz", "float8e5m2", "float8e5m2fnuz",
        "uint4", "int4", "float4e2m1"};
    private static final int[] BITS = {
        0, 32, 8, 8, 16, 16, 32, 64, 0, 8, 16, 64, 32, 64, 64, 128, 16, 8, 8, 8, 8, 4, 4, 4};

    private long irVersion;
    private String producer = "";
    private String producerVersion = "";
    private String description = "";
    private boolean graph;
    private final Map<String, Long> opsets = new LinkedHashMap<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final List<NamedTensor> inputs = new ArrayList<>();
    private final List<NamedTensor> outputs = new ArrayList<>();
    private final TreeMap<String, Integer> operators = new TreeMap<>();
    private final Set<String> constants = new HashSet<>();
    private long parameters;
    private long parameterBits;

    boolean hasGraph() {
        return graph;
    }

    OnnxFile file(Path path, long bytes) {
        inputs.removeIf(input -> constants.contains(input.name()));
        return new OnnxFile(path, bytes, irVersion, (producer + ' ' + producerVersion).strip(), description, opsets, metadata,
            inputs, outputs, operators, parameters, (parameterBits + Byte.SIZE - 1) / Byte.SIZE);
    }

    /** ModelProto. */
    void model(Message model) throws DamagedException {
        while (model.next()) {
            switch (model.field()) {
                case 1 -> irVersion = model.number();       // ir_version
                case 2 -> producer = model.text();          // producer_name
                case 3 -> producerVersion = model.text();   // producer_version
                case 6 -> description = model.text();       // doc_string
                case 7 -> graph(model.message(), 0);        // graph
                case 8 -> opset(model.message());           // opset_import
                case 14 -> metadata(model.message());       // metadata_props
                default -> {
                }
            }
        }
    }

    /** OperatorSetIdProto. */
    private void opset(Message opset) throws DamagedException {
        String domain = "";
        long version = 0;
        while (opset.next()) {
            switch (opset.field()) {
                case 1 -> domain = opset.text();            // domain
                case 2 -> version = opset.number();         // version
                default -> {
                }
            }
        }
        opsets.put(domain.equals("ai.onnx") ? "" : domain, version);
    }

    /** StringStringEntryProto. */
    private void metadata(Message entry) throws DamagedException {
        String key = "";
        String value = "";
        while (entry.next()) {
            switch (entry.field()) {
                case 1 -> key = entry.text();               // key
                case 2 -> value = entry.text();             // value
                default -> {
                }
            }
        }
        metadata.put(key, value);
    }

    /** GraphProto. */
    private void graph(Message body, int depth) throws DamagedException {
        if (depth > DEEPEST) {
            throw new DamagedException();
        }
        graph = true;
        while (body.next()) {
            switch (body.field()) {
                case 1 -> node(body.message(), depth);      // node
                case 5 -> constant(body.message());         // initializer
                case 11 -> {                                // input
                    if (depth == 0) {
                        inputs.add(tensor(body.message()));
                    }
                }
                case 12 -> {                                // output
                    if (depth == 0) {
                        outputs.add(tensor(body.message()));
                    }
                }
                default -> {
                }
            }
        }
    }

    /** NodeProto. */
    private void node(Message node, int depth) throws DamagedException {
        String operator = "";
        String domain = "";
        while (node.next()) {
            switch (node.field()) {
                case 4 -> operator = node.text();           // op_type
                case 5 -> attribute(node.message(), depth); // attribute
                case 7 -> domain = node.text();             // domain
                default -> {
                }
            }
        }
        operators.merge(domain.isEmpty() || domain.equals("ai.onnx") ? operator : domain + '.' + operator, 1, Integer::sum);
    }

    /** AttributeProto, for the graphs in it. */
    private void attribute(Message attribute, int depth) throws DamagedException {
        while (attribute.next()) {
            if (attribute.field() == 6 || attribute.field() == 11) {  // g, graphs
                graph(attribute.message(), depth + 1);
            }
        }
    }

    /** TensorProto. */
    private void constant(Message tensor) throws DamagedException {
        long elements = 1;
        int type = 0;
        while (tensor.next()) {
            switch (tensor.field()) {
                case 1 -> elements *= tensor.product();     // dims
                case 2 -> type = (int) tensor.number();     // data_type
                case 8 -> constants.add(tensor.text());     // name
                default -> {
                }
            }
        }
        parameters += elements;
        parameterBits += elements * (type > 0 && type < BITS.length ? BITS[type] : 0);
    }

    /** ValueInfoProto. */
    private static NamedTensor tensor(Message value) throws DamagedException {
        String name = "";
        NamedTensor type = new NamedTensor("", "", List.of());
        while (value.next()) {
            switch (value.field()) {
                case 1 -> name = value.text();              // name
                case 2 -> type = type(value.message());     // type
                default -> {
                }
            }
        }
        return new NamedTensor(name, type.element(), type.dimensions());
    }

    /** TypeProto, without name. */
    private static NamedTensor type(Message type) throws DamagedException {
        String element = "";
        List<String> dimensions = new ArrayList<>();
        while (type.next()) {
            if (type.field() != 1) {                        // not tensor_type
                continue;
            }
            Message tensor = type.message();
            while (tensor.next()) {
                if (tensor.field() == 1) {                  // elem_type
                    int number = (int) tensor.number();
                    element = number > 0 && number < ELEMENTS.length ? ELEMENTS[number] : "type " + number;
                } else if (tensor.field() == 2) {           // shape
                    shape(tensor.message(), dimensions);
                }
            }
        }
        return new NamedTensor("", element, dimensions);
    }

    /** TensorShapeProto. */
    private static void shape(Message shape, List<String> dimensions) throws DamagedException {
        while (shape.next()) {
            Message dimension = shape.message();
            String size = "?";
            while (dimension.next()) {
                switch (dimension.field()) {
                    case 1 -> size = dimension.number() >= 0 ? Long.toString(dimension.number()) : "?";  // dim_value
                    case 2 -> size = dimension.text().isEmpty() ? "?" : dimension.text();                // dim_param
                    default -> {
                    }
                }
            }
            dimensions.add(size);
        }
    }
}
