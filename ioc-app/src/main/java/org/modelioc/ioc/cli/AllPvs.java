package org.modelioc.ioc.cli;

import java.util.List;
import java.util.Optional;
import org.modelioc.ioc.OpenConfiguration;
import org.modelioc.ioc.access.Access;
import org.modelioc.ioc.autosave.Autosave;
import org.modelioc.ioc.diagnostics.BuiltInPvs;
import org.modelioc.ioc.evaluation.Evaluation;
import org.modelioc.ioc.model.Models;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.ioc.pv.PvDatabase;
import org.modelioc.ioc.recorder.FlightRecorder;
import org.modelioc.ioc.whatif.WhatIfs;

/** The PVs that a configuration makes, built as for a run but never started. */
final class AllPvs {

    private AllPvs() {
    }

    /**
     * All of them.
     *
     * @param open a configuration without fault; its pipelines are of no use afterwards
     * @return in the order of the database: inputs, outputs, built-in
     */
    static List<Pv> of(OpenConfiguration open) {
        PvDatabase database = new PvDatabase();
        String prefix = open.definition().prefix();
        try (Evaluation evaluation = new Evaluation(open.definition(), open.pipelines(), database);
                BuiltInPvs builtIn = new BuiltInPvs(prefix, evaluation.evaluators(),
                    open.definition().latency(), database);
                Models models = new Models(open.definition(), open.models(), open.loader(), evaluation.evaluators(), database);
                WhatIfs _ = new WhatIfs(open.definition(), open.pipelines(), evaluation.evaluators(), models::current,
                    database)) {
            new Access(open.definition(), database, builtIn.message(), _ -> Optional.empty()).close();
            Autosave.of(open.definition(), database).ifPresent(Autosave::close);
            FlightRecorder.of(open.definition(), open::loadedFile, open.pipelines(), evaluation.evaluators(), database)
                .ifPresent(FlightRecorder::close);
            return List.copyOf(database.all());
        }
    }
}
