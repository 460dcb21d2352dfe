package org.modelioc.ioc;

import java.util.List;
import java.util.Optional;
import org.modelioc.ioc.access.Access;
import org.modelioc.ioc.autosave.Autosave;
import org.modelioc.ioc.autosave.AutosaveException;
import org.modelioc.ioc.diagnostics.BuiltInPvs;
import org.modelioc.ioc.diagnostics.GpuPvs;
import org.modelioc.ioc.evaluation.Evaluation;
import org.modelioc.ioc.evaluation.Evaluator;
import org.modelioc.ioc.gpu.Nvml;
import org.modelioc.ioc.link.LinkSettings;
import org.modelioc.ioc.link.Links;
import org.modelioc.ioc.model.Models;
import org.modelioc.ioc.pv.PvDatabase;
import org.modelioc.ioc.pva.PvaProvider;
import org.modelioc.ioc.pva.server.PvaServer;
import org.modelioc.ioc.pva.server.PvaServerException;
import org.modelioc.ioc.pva.server.PvaSettings;
import org.modelioc.ioc.recorder.FlightRecorder;
import org.modelioc.ioc.whatif.WhatIfs;
import org.modelioc.runtime.engine.Model;
import org.modelioc.runtime.engine.ModelLoadException;
import org.modelioc.schema.IocDefinition;
import org.modelioc.schema.problem.InvalidConfigurationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running IOC. Closing it ends everything it started, in the reverse order.
 */
public final class Ioc implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Ioc.class);

    private final PvDatabase database = new PvDatabase();
    private final OpenConfiguration open;
    private final Evaluation evaluation;
    private final Models models;
    private final BuiltInPvs builtIn;
    private final WhatIfs whatIfs;
    private final Optional<GpuPvs> gpus;
    private final Access access;
    private final Optional<Autosave> autosave;
    private final Optional<FlightRecorder> recorder;
    private final PvaServer server;
    private final Links links;

    private Ioc(OpenConfiguration open, PvaSettings settings, LinkSettings linkSettings, boolean strictPort) {
        this.open = open;
        IocDefinition definition = open.definition();
        evaluation = new Evaluation(definition, open.pipelines(), database);
        builtIn = new BuiltInPvs(definition.prefix(), evaluation.evaluators(), definition.latency(), database);
        gpus = Nvml.open().map(nvml -> new GpuPvs(definition.prefix(), nvml, database));
        models = new Models(definition, open.models(), open.loader(), evaluation.evaluators(), database);
        whatIfs = new WhatIfs(definition, open.pipelines(), evaluation.evaluators(), models::current, database);
        builtIn.adds(whatIfs::refresh);
        autosave = Autosave.of(definition, database);
        recorder = FlightRecorder.of(definition, open::loadedFile, open.pipelines(), evaluation.evaluators(), database);
        links = new Links(linkSettings);
        access = new Access(definition, database, builtIn.message(), new LinkedInputs(links));
        PvaProvider provider = new PvaProvider(database, access.gate(), whatIfs.byName());
        server = new PvaServer(settings, definition.server(), provider, provider::has, strictPort);
    }

    /**
     * Loads the models, restores what was saved, evaluates every pipeline once and serves the PVs.
     *
     * @param definition the configuration
     * @param settings   network settings of the server
     * @param links      where to search for followed PVs
     * @param strictPort whether a TCP port in use is an error instead of a reason to take another one
     * @return the IOC, with every output evaluated
     * @throws InvalidConfigurationException if PVs, stages and tensors of a model do not fit, or its card is not right
     * @throws ModelLoadException   if a model file cannot be used
     * @throws AutosaveException    if another IOC saves to the same files
     * @throws PvaServerException   if the server cannot listen
     * @throws InterruptedException if the caller is asked to end meanwhile
     */
    public static Ioc start(IocDefinition definition, PvaSettings settings, LinkSettings links, boolean strictPort)
            throws InvalidConfigurationException, ModelLoadException, AutosaveException, PvaServerException,
            InterruptedException {
        OpenConfiguration open = OpenConfiguration.open(definition);
        Ioc ioc = null;
        try {
            open.requireSound();
            ioc = new Ioc(open, settings, links, strictPort);
            ioc.evaluation.initialise();
            ioc.restore();
            ioc.recorder.ifPresent(FlightRecorder::start);
            ioc.evaluation.start();
            ioc.autosave.ifPresent(Autosave::start);
            ioc.models.start();
            ioc.builtIn.start(ioc.server);
            ioc.gpus.ifPresent(GpuPvs::start);
            ioc.access.start();
            ioc.server.start();
            ioc.evaluation.follow(ioc.links);
            ioc.remind();
            return ioc;
        } catch (InvalidConfigurationException | ModelLoadException | AutosaveException | PvaServerException
                | InterruptedException | RuntimeException e) {
            if (ioc == null) {
                open.close();
            } else {
                ioc.close();
            }
            throw e;
        }
    }

    private void restore() throws AutosaveException {
        if (autosave.isPresent()) {
            autosave.get().restore();
        }
    }

    private void remind() {
        if (autosave.isEmpty()) {
            LOG.info("setpoints are not saved: at the next start they are as the configuration says"
                + " ('ioc: {autosave: {folder: …}}' keeps them)");
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
     * What evaluates its pipelines.
     *
     * @return one a pipeline, in the order of the configuration
     */
    public List<Evaluator> evaluators() {
        return evaluation.evaluators();
    }

    /**
     * A model as it was loaded at the start; of no use any more once another version has taken over.
     *
     * @param name a key of the configuration's {@code models}
     * @return the model, which stays the IOC's to close
     */
    public Model model(String name) {
        return open.model(name);
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
        links.close();
        server.close();
        access.close();
        autosave.ifPresent(Autosave::close);
        gpus.ifPresent(GpuPvs::close);
        builtIn.close();
        whatIfs.close();
        evaluation.close();
        recorder.ifPresent(FlightRecorder::close);
        models.close();
    }
}
