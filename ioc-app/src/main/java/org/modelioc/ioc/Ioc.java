package org.modelioc.ioc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.modelioc.ioc.access.PutGate;
import org.modelioc.ioc.alarm.Alarm;
import org.modelioc.ioc.diagnostics.BuiltInPvs;
import org.modelioc.ioc.evaluation.Evaluation;
import org.modelioc.ioc.pv.Metadata;
import org.modelioc.ioc.pv.PvDatabase;
import org.modelioc.ioc.pv.StringPv;
import org.modelioc.ioc.pva.PvaProvider;
import org.modelioc.ioc.pva.server.PvaServer;
import org.modelioc.ioc.pva.server.PvaServerException;
import org.modelioc.ioc.pva.server.PvaSettings;
import org.modelioc.runtime.engine.Engine;
import org.modelioc.runtime.engine.Model;
import org.modelioc.runtime.engine.ModelLoadException;
import org.modelioc.runtime.engine.OnnxEngine;
import org.modelioc.runtime.pipeline.Pipeline;
import org.modelioc.runtime.store.CardBeside;
import org.modelioc.schema.BuiltInNames;
import org.modelioc.schema.InvalidConfigurationException;
import org.modelioc.schema.IocDefinition;
import org.modelioc.schema.ModelDefinition;
import org.modelioc.schema.PipelineDefinition;
import org.modelioc.schema.card.ModelCard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running IOC. Closing it ends everything it started, in the reverse order.
 */
public final class Ioc implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Ioc.class);

    private final PvDatabase database = new PvDatabase();
    private final List<Model> models;
    private final Evaluation evaluation;
    private final BuiltInPvs builtIn;
    private final PvaServer server;

    private Ioc(IocDefinition definition, PvaSettings settings, boolean strictPort, List<Model> models,
            List<Pipeline> pipelines) {
        this.models = models;
        evaluation = new Evaluation(definition, pipelines, database);
        builtIn = new BuiltInPvs(definition.prefix(), evaluation.evaluators(), database);
        StringPv message = database.add(new StringPv(definition.prefix() + BuiltInNames.MESSAGE,
            Metadata.builtIn("The last thing an operator should know, such as a put that was refused", "")));
        message.set("", Alarm.NONE);
        PvaProvider provider = new PvaProvider(database, new PutGate(message));
        server = new PvaServer(settings, definition.server(), provider, name -> database.get(name) != null, strictPort);
    }

    /**
     * Loads the models, evaluates every pipeline once and serves the PVs.
     *
     * @param definition the configuration
     * @param settings   network settings of the server
     * @param strictPort whether a TCP port in use is an error instead of a reason to take another one
     * @return the IOC, with every output evaluated
     * @throws InvalidConfigurationException if PVs, stages and tensors of a model do not fit, or its card is not right
     * @throws ModelLoadException   if a model file cannot be used
     * @throws PvaServerException   if the server cannot listen
     * @throws InterruptedException if the caller is asked to end meanwhile
     */
    public static Ioc start(IocDefinition definition, PvaSettings settings, boolean strictPort)
            throws InvalidConfigurationException, ModelLoadException, PvaServerException, InterruptedException {
        List<AutoCloseable> opened = new ArrayList<>();
        try {
            Map<String, Model> models = new LinkedHashMap<>();
            Engine engine = new OnnxEngine();
            for (ModelDefinition model : definition.models()) {
                models.put(model.name(), keep(opened, engine.load(model)));
            }
            List<Pipeline> pipelines = new ArrayList<>();
            for (PipelineDefinition pipeline : definition.pipelines()) {
                Optional<ModelCard> card = CardBeside.of(definition.model(pipeline.model()).file());
                pipelines.add(keep(opened, Pipeline.open(pipeline, models.get(pipeline.model()), card)));
            }
            Ioc ioc = new Ioc(definition, settings, strictPort, List.copyOf(models.values()), pipelines);
            opened.clear();
            opened.add(ioc);
            ioc.evaluation.start();
            ioc.builtIn.start();
            ioc.server.start();
            opened.clear();
            return ioc;
        } finally {
            closeAll(opened);
        }
    }

    private static <T extends AutoCloseable> T keep(List<AutoCloseable> opened, T resource) {
        opened.add(resource);
        return resource;
    }

    private static void closeAll(List<AutoCloseable> opened) {
        for (AutoCloseable resource : opened.reversed()) {
            try {
                resource.close();
            } catch (Exception e) {
                LOG.warn("while giving up the start: {}", e.toString());
            }
        }
    }

    /**
     * The PVs it serves.
     *
     * @return all of them
     */
    public PvDatabase database() {
        return database;
    }

    /**
     * The server of its PVs.
     *
     * @return the pvAccess server
     */
    public PvaServer server() {
        return server;
    }

    @Override
    public void close() {
        server.close();
        builtIn.close();
        evaluation.close();
        models.forEach(Model::close);
    }
}
