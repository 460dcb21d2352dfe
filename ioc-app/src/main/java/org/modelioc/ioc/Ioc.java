package org.modelioc.ioc;

import org.modelioc.ioc.access.PutGate;
import org.modelioc.ioc.diagnostics.BuiltInPvs;
import org.modelioc.ioc.evaluation.Evaluation;
import org.modelioc.ioc.link.LinkSettings;
import org.modelioc.ioc.link.Links;
import org.modelioc.ioc.pv.PvDatabase;
import org.modelioc.ioc.pva.PvaProvider;
import org.modelioc.ioc.pva.server.PvaServer;
import org.modelioc.ioc.pva.server.PvaServerException;
import org.modelioc.ioc.pva.server.PvaSettings;
import org.modelioc.runtime.engine.ModelLoadException;
import org.modelioc.schema.InvalidConfigurationException;
import org.modelioc.schema.IocDefinition;

/**
 * One running IOC. Closing it ends everything it started, in the reverse order.
 */
public final class Ioc implements AutoCloseable {

    private final PvDatabase database = new PvDatabase();
    private final OpenConfiguration open;
    private final Evaluation evaluation;
    private final BuiltInPvs builtIn;
    private final PvaServer server;
    private final Links links;

    private Ioc(OpenConfiguration open, PvaSettings settings, LinkSettings linkSettings, boolean strictPort) {
        this.open = open;
        IocDefinition definition = open.definition();
        evaluation = new Evaluation(definition, open.pipelines(), database);
        builtIn = new BuiltInPvs(definition.prefix(), evaluation.evaluators(), database);
        PvaProvider provider = new PvaProvider(database, new PutGate(builtIn.message()));
        links = new Links(linkSettings);
        server = new PvaServer(settings, definition.server(), provider, name -> database.get(name) != null, strictPort);
    }

    /**
     * Loads the models, evaluates every pipeline once and serves the PVs.
     *
     * @param definition the configuration
     * @param settings   network settings of the server
     * @param links      where to search for followed PVs
     * @param strictPort whether a TCP port in use is an error instead of a reason to take another one
     * @return the IOC, with every output evaluated
     * @throws InvalidConfigurationException if PVs, stages and tensors of a model do not fit, or its card is not right
     * @throws ModelLoadException   if a model file cannot be used
     * @throws PvaServerException   if the server cannot listen
     * @throws InterruptedException if the caller is asked to end meanwhile
     */
    public static Ioc start(IocDefinition definition, PvaSettings settings, LinkSettings links, boolean strictPort)
            throws InvalidConfigurationException, ModelLoadException, PvaServerException, InterruptedException {
        OpenConfiguration open = OpenConfiguration.open(definition);
        Ioc ioc = null;
        try {
            open.requireSound();
            ioc = new Ioc(open, settings, links, strictPort);
            ioc.evaluation.start();
            ioc.builtIn.start();
            ioc.server.start();
            ioc.evaluation.follow(ioc.links);
            return ioc;
        } catch (InvalidConfigurationException | ModelLoadException | PvaServerException | InterruptedException
                | RuntimeException e) {
            if (ioc == null) {
                open.close();
            } else {
                ioc.close();
            }
            throw e;
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
        links.close();
        server.close();
        builtIn.close();
        evaluation.close();
        open.closeModels();
    }
}
