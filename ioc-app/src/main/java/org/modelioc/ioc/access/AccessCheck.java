package org.modelioc.ioc.access;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.modelioc.ioc.access.acf.AcfFile;
import org.modelioc.ioc.access.acf.AcfReader;
import org.modelioc.ioc.access.acf.SecurityGroup;
import org.modelioc.ioc.pv.Pv;
import org.modelioc.schema.IocDefinition;
import org.modelioc.schema.link.LinkAddress;
import org.modelioc.schema.model.ModelDefinition;
import org.modelioc.schema.problem.InvalidConfigurationException;
import org.modelioc.schema.problem.Problem;
import org.modelioc.schema.problem.SourcePosition;
import org.modelioc.schema.pv.PvDefinition;
import org.modelioc.schema.service.AccessDefinition;
import org.modelioc.schema.yaml.Suggestions;

/**
 * What a run would say about the access file of a configuration.
 *
 * @param problems what keeps it from being used
 * @param warnings what is passed over or looks wrong; names of hosts are not looked up
 */
public record AccessCheck(List<Problem> problems, List<Problem> warnings) {

    /**
     * Reads the access file, if the configuration has one.
     *
     * @param ioc the configuration
     * @param pvs its PVs, as far as they are known
     * @return nothing if all is well
     */
    public static AccessCheck of(IocDefinition ioc, Optional<Collection<Pv>> pvs) {
        Optional<AccessDefinition> access = ioc.access();
        if (access.isEmpty()) {
            return new AccessCheck(List.of(), List.of());
        }
        try {
            AcfFile file = AcfReader.read(access.get().file(), access.get().macros());
            List<Problem> warnings = new ArrayList<>(file.warnings());
            pvs.ifPresent(known -> missingInputs(file, known, warnings));
            unknownGroups(ioc, file.groups().keySet(), warnings);
            return new AccessCheck(List.of(), warnings);
        } catch (InvalidConfigurationException e) {
            return new AccessCheck(e.problems(), List.of());
        }
    }

    private static void missingInputs(AcfFile file, Collection<Pv> pvs, List<Problem> warnings) {
        List<String> names = pvs.stream().filter(PvInput::isNumber).map(Pv::name).toList();
        for (SecurityGroup group : file.groups().values()) {
            for (SecurityGroup.Input input : group.inputs()) {
                if (!names.contains(PvInput.pvName(input.pv())) && !LinkAddress.isOne(input.pv())) {
                    warnings.add(missing(input, names));
                }
            }
        }
    }

    /** A rule calculates with a PV that there is not. */
    static Problem missing(SecurityGroup.Input input, Collection<String> names) {
        return new Problem(input.at(), "there is no PV '" + input.pv() + "' with a number here, so that no rule with "
            + input.letter() + " in its CALC matches" + Suggestions.didYouMean(input.pv(), names)
            + "; one of another IOC is written with its protocol, as \"pva://" + input.pv() + "\"");
    }

    /** PVs whose group the file does not have: EPICS puts them into DEFAULT without a word. */
    static void unknownGroups(IocDefinition ioc, Set<String> groups, List<Problem> warnings) {
        List<PvDefinition> pvs = new ArrayList<>(ioc.inputs());
        pvs.addAll(ioc.outputs());
        ioc.calculations().forEach(calculation -> pvs.add(calculation.pv()));
        ioc.access().map(AccessDefinition::group).filter(group -> !groups.contains(group)).ifPresent(group ->
            warnings.add(new Problem(new SourcePosition(ioc.source().toString(), 0, 0), "the access file has no ASG(" + group
                + "), so that the built-in PVs that clients may put are in DEFAULT" + Suggestions.didYouMean(group, groups))));
        for (ModelDefinition model : ioc.models()) {
            model.options().group().filter(group -> !groups.contains(group)).ifPresent(group -> warnings.add(new Problem(
                model.at(), "the access file has no ASG(" + group + "), so that the PVs that change model " + model.name()
                + " are in DEFAULT" + Suggestions.didYouMean(group, groups))));
        }
        for (PvDefinition pv : pvs) {
            if (!groups.contains(pv.asg())) {
                warnings.add(new Problem(pv.at(), "the access file has no ASG(" + pv.asg() + "), so that " + pv.name()
                    + " is in DEFAULT" + Suggestions.didYouMean(pv.asg(), groups)));
            }
        }
    }
}
