package org.modelioc.schema.pv;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names of the PVs that every IOC has without declaring them. Names here stand below the prefix of the IOC; those of a
 * pipeline below {@code <pipeline>:}, those of a model below {@code <model>:}. A file may not declare a PV of these names.
 */
public final class BuiltInNames {

    /** Of the IOC: goes up once a second. */
    public static final String HEARTBEAT = "HEARTBEAT";
    /** Of the IOC: the last message for the operator, such as a refused put. */
    public static final String MESSAGE = "MESSAGE";
    /** Of the IOC: what stands before all PVs about access security. */
    public static final String ACCESS = "ACCESS:";
    /** Of the IOC: which access rules are in force. */
    public static final String ACCESS_MESSAGE = ACCESS + "MESSAGE";
    /** Of the IOC: 1 has the access file read again. */
    public static final String ACCESS_RELOAD = ACCESS + "RELOAD";
    /** Of the IOC: the same, by the name that iocStats uses. */
    public static final String READACF = "READACF";
    /** Of the IOC: what stands before all PVs about the put log. */
    public static final String PUTLOG = "PUTLOG:";
    /** Of the IOC: lines written to the put log. */
    public static final String PUTLOG_COUNT = PUTLOG + "COUNT";
    /** Of the IOC: puts that could not be logged. */
    public static final String PUTLOG_LOST = PUTLOG + "LOST";
    /** Of the IOC: what is wrong with the put log. */
    public static final String PUTLOG_MESSAGE = PUTLOG + "MESSAGE";

    /** Of the IOC: what stands before all PVs about its pvAccess server. */
    public static final String PVA = "PVA:";
    /** Of the IOC: what stands before all PVs about a Channel Access server. */
    public static final String CA = "CA:";
    /** Of the server of a protocol: clients that are connected. */
    public static final String SERVER_CLIENTS = "CLIENTS";
    /** Of the server of a protocol: channels that they have. */
    public static final String SERVER_CHANNELS = "CHANNELS";
    /** Of the server of a protocol: subscriptions that they have. */
    public static final String SERVER_SUBSCRIPTIONS = "SUBSCRIPTIONS";
    /** Of the server of a protocol: bytes a second that come. */
    public static final String SERVER_BYTES_IN = "BYTES-IN";
    /** Of the server of a protocol: bytes a second that go. */
    public static final String SERVER_BYTES_OUT = "BYTES-OUT";
    /** Of the server of a protocol: puts a second. */
    public static final String SERVER_UPDATES_IN = "UPDATES-IN";
    /** Of the server of a protocol: updates a second of subscriptions. */
    public static final String SERVER_UPDATES_OUT = "UPDATES-OUT";
    /** Of the server of a protocol: search messages a second. */
    public static final String SERVER_SEARCHES = "SEARCHES";
    /** Of the server of a protocol: updates that were merged because a client was slow. */
    public static final String SERVER_MERGED = "MERGED";
    /** Of the server of a protocol: updates that were never sent because their subscription ended. */
    public static final String SERVER_DROPPED = "DROPPED";
    /** Of the server of a protocol: how many clients are slow. */
    public static final String SERVER_SLOW = "SLOW";
    /** Of the server of a protocol: which clients are slow. */
    public static final String SERVER_SLOW_CLIENTS = "SLOW-CLIENTS";
    /** Of the server of a protocol: clients that were not taken. */
    public static final String SERVER_REFUSED = "REFUSED";
    /** Of the server of a protocol: clients that were given up. */
    public static final String SERVER_GIVEN_UP = "GIVEN-UP";
    /** Of the server of a protocol: a row a client. */
    public static final String SERVER_TABLE = "TABLE";
    /** Of the IOC: what stands before all PVs about the GPUs of its host. */
    public static final String GPU = "GPU:";

    /** Of the IOC: what stands before all PVs about autosave, by the names of autosave's own database. */
    public static final String AUTOSAVE = "SR_";
    /** Of the IOC: what stands before all PVs about its one save file. */
    public static final String AUTOSAVE_FILE = AUTOSAVE + "0_";

    /** Of a pipeline: what stands before all PVs about its evaluations. */
    public static final String EVAL = "EVAL:";
    /** Of a pipeline: takes other inputs by RPC and answers what would come out of them. */
    public static final String EVAL_RPC = "EVAL";
    /** Of a pipeline: evaluations since the start. */
    public static final String EVAL_COUNT = EVAL + "COUNT";
    /** Of a pipeline: evaluations that failed. */
    public static final String EVAL_ERRORS = EVAL + "ERRORS";
    /** Of a pipeline: changes of inputs that went into an evaluation together with a later one. */
    public static final String EVAL_MERGED = EVAL + "MERGED";
    /** Of a pipeline: evaluations a second. */
    public static final String EVAL_RATE = EVAL + "RATE";
    /** Of a pipeline: periods that found the evaluation before unfinished. */
    public static final String EVAL_OVERRUNS = EVAL + "OVERRUNS";
    /** Of a pipeline: evaluations whose outputs came after the deadline. */
    public static final String EVAL_DEADLINE_MISSES = EVAL + "DEADLINE-MISSES";
    /** Of a pipeline: updates of followed inputs that found no partners to be aligned with. */
    public static final String EVAL_UNALIGNED = EVAL + "UNALIGNED";
    /** Of a pipeline: from which values it is evaluated, if at all; takes puts. */
    public static final String EVAL_MODE = EVAL + "MODE";
    /** Of a pipeline: a put of anything asks for an evaluation. */
    public static final String EVAL_PROC = EVAL + "PROC";
    /** Of a pipeline: id of the last evaluation, as in {@code timeStamp.userTag} of its outputs. */
    public static final String EVAL_LAST_ID = EVAL + "LAST-ID";
    /** Of a pipeline: its last evaluation as one structure: all outputs with the inputs that they were made from. */
    public static final String EVAL_GROUP = EVAL + "GROUP";
    /** Of a pipeline: the same as a table with a row a PV. */
    public static final String EVAL_TABLE = EVAL + "TABLE";
    /** Of a pipeline: why the last evaluation failed, or that it did not. */
    public static final String EVAL_MESSAGE = EVAL + "MESSAGE";
    /** Of a pipeline: what stands before all PVs about its latency. */
    public static final String LATENCY = "LAT:";
    /** Of a pipeline: what stands between the stage and the statistic for latencies since the start. */
    public static final String LATENCY_ALL = "ALL:";
    /** Of a pipeline: edges of the bins of its histograms. */
    public static final String LATENCY_EDGES = LATENCY + "EDGES";
    /** Of a pipeline: the same as powers of ten, for plots whose axis cannot be logarithmic. */
    public static final String LATENCY_DECADES = LATENCY + "DECADES";
    /** Of a pipeline: how unevenly its evaluations follow each other. */
    public static final String LATENCY_JITTER = LATENCY + "JITTER";
    /** Of a pipeline: evaluations that are missing in its statistics. */
    public static final String LATENCY_UNRECORDED = LATENCY + "UNRECORDED";
    /** Of a pipeline: a put forgets all latencies. */
    public static final String LATENCY_RESET = LATENCY + "RESET";
    /** Of a pipeline: a put writes the last evaluations as a trace. */
    public static final String LATENCY_TRACE = LATENCY + "TRACE";
    /** Of a pipeline: the trace written last. */
    public static final String LATENCY_TRACE_FILE = LATENCY + "TRACE-FILE";
    /** Of a pipeline: what stands before all PVs about the recording of its evaluations. */
    public static final String FLIGHT = "FLIGHT:";
    /** Of a pipeline: evaluations recorded since start. */
    public static final String FLIGHT_COUNT = FLIGHT + "COUNT";
    /** Of a pipeline: a put keeps the recording as it is in a file of its own. */
    public static final String FLIGHT_KEEP = FLIGHT + "KEEP";
    /** Of a pipeline: the file kept last. */
    public static final String FLIGHT_FILE = FLIGHT + "FILE";
    /** Of a pipeline: what is wrong with its recording. */
    public static final String FLIGHT_MESSAGE = FLIGHT + "MESSAGE";
    /** Of a pipeline: what stands before all PVs about what-if requests. */
    public static final String WHAT_IF = "WHATIF:";
    /** Of a pipeline: what-if requests taken since the start. */
    public static final String WHAT_IF_REQUESTS = WHAT_IF + "REQUESTS";
    /** Of a pipeline: rows of what-if requests answered since the start. */
    public static final String WHAT_IF_ROWS = WHAT_IF + "ROWS";
    /** Of a pipeline: runs of the model for what-if requests. */
    public static final String WHAT_IF_BATCHES = WHAT_IF + "BATCHES";
    /** Of a pipeline: what-if requests refused as a whole since the start. */
    public static final String WHAT_IF_REJECTED = WHAT_IF + "REJECTED";
    /** Of a pipeline: rows of what-if requests that wait now. */
    public static final String WHAT_IF_QUEUE = WHAT_IF + "QUEUE";
    /** Of a model: what stands before all PVs about it. */
    public static final String MODEL = "MODEL:";
    /** Of a model: what its card calls it, or the name of its file. */
    public static final String MODEL_NAME = MODEL + "NAME";
    /** Of a model: its version, as its card says. */
    public static final String MODEL_VERSION = MODEL + "VERSION";
    /** Of a model: the digest of its file. */
    public static final String MODEL_SHA256 = MODEL + "SHA256";
    /** Of a model: what runs it. */
    public static final String MODEL_ENGINE = MODEL + "ENGINE";
    /** Of a model: where it runs. */
    public static final String MODEL_DEVICE = MODEL + "DEVICE";
    /** Of a model: READY, LOADING another version, or FAILED, if the last one did not take over. */
    public static final String MODEL_STATE = MODEL + "STATE";
    /** Of a model: what the last change did, or why there was none. */
    public static final String MODEL_MESSAGE = MODEL + "MESSAGE";
    /** Of a model: versions that took over since the start. */
    public static final String MODEL_SWAPS = MODEL + "SWAPS";
    /** Of a model: the folder of a version to be loaded; takes puts. */
    public static final String MODEL_LOAD = MODEL + "LOAD";
    /** Of a model: 1 goes back to the version before; takes puts. */
    public static final String MODEL_ROLLBACK = MODEL + "ROLLBACK";

    /** Characters that the longest name of a built-in PV adds to that of its pipeline or model; more than are used yet. */
    public static final int LONGEST_SUFFIX = 40;

    /** The names that autosave's {@code save_restoreStatus.db} has, though not all are used: screens know them. */
    private static final Pattern AUTOSAVE_NAME = Pattern.compile("SR_(?:heartbeat|i_am_alive|deadIfZero|rebootStatus|status"
        + "|recentlyStr|rebootStatusStr|rebootTime|statusStr|disable|disableMaxSecs"
        + "|[0-7]_(?:Name|State|StateEnum|Status|StatusStr|Time))");

    /** Of the IOC: what the process is and needs, by the names of iocStats, and some that only a Java machine has. */
    private static final Set<String> STATISTICS = Set.of("UPTIME", "STARTTOD", "TOD", "HOSTNAME", "PROCESS_ID", "PARENT_ID",
        "ENGINEER", "LOCATION", "VERSION", "EPICS_VERS", "JAVA_VERS", "KERNEL_VERS", "APP_DIR1", "IOC_CPU_LOAD",
        "SYS_CPU_LOAD", "CPU_CNT", "MEM_USED", "MEM_FREE", "MEM_MAX", "HEAP_USED", "HEAP_MAX", "DIRECT_MEM", "MEM_SLOPE",
        "GC_PAUSE_MS", "GC_LAST_MS", "GC_CNT", "THREADS", "FD_CNT", "FD_FREE", "FD_MAX", "CA_CLNT_CNT", "CA_CONN_CNT",
        "RECORD_CNT");

    private static final List<String> ROOMS_OF_THE_IOC = List.of(ACCESS, PUTLOG, PVA, CA, GPU);
    /** Below the names of pipelines, as all of these are. */
    private static final List<String> ROOMS_OF_PIPELINES = List.of(':' + EVAL, ':' + LATENCY, ':' + FLIGHT, ':' + WHAT_IF);
    private static final String ROOM_OF_MODELS = ':' + MODEL;
    private static final String RPC = ':' + EVAL_RPC;

    private BuiltInNames() {
    }

    /**
     * Whether a name is reserved.
     *
     * @param name      name of a PV, below the prefix
     * @param pipelines names of the pipelines
     * @param models    names of the models
     * @return why it is reserved, as the end of a sentence; empty if it is free
     */
    public static Optional<String> reserved(String name, Collection<String> pipelines, Collection<String> models) {
        if (name.equals(HEARTBEAT) || name.equals(MESSAGE) || STATISTICS.contains(name)) {
            return Optional.of("every IOC has a PV of that name");
        }
        if (name.equals(READACF)) {
            return Optional.of("it has the access file read again");
        }
        for (String room : ROOMS_OF_THE_IOC) {
            if (name.startsWith(room)) {
                return Optional.of("names below '" + room + "' belong to the IOC");
            }
        }
        if (name.startsWith(AUTOSAVE) && AUTOSAVE_NAME.matcher(name).matches()) {
            return Optional.of("PVs about autosave have names such as that");
        }
        for (String room : ROOMS_OF_PIPELINES) {
            Optional<String> owner = owner(name, room, pipelines);
            if (owner.isPresent()) {
                return Optional.of("names below '" + owner.get() + room + "' belong to the pipeline '" + owner.get() + "'");
            }
        }
        if (name.endsWith(RPC) && pipelines.contains(name.substring(0, name.length() - RPC.length()))) {
            return Optional.of("the pipeline takes what-if requests by that name");
        }
        return owner(name, ROOM_OF_MODELS, models)
            .map(model -> "names below '" + model + ROOM_OF_MODELS + "' belong to the model '" + model + "'");
    }

    private static Optional<String> owner(String name, String room, Collection<String> owners) {
        int at = name.indexOf(room);
        while (at >= 0) {
            String owner = name.substring(0, at);
            if (owners.contains(owner)) {
                return Optional.of(owner);
            }
            at = name.indexOf(room, at + 1);
        }
        return Optional.empty();
    }
}
