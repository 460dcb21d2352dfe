package org.modelioc.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.epics.pva.data.PVAArray;
import org.epics.pva.data.PVAData;
import org.epics.pva.data.PVADouble;
import org.epics.pva.data.PVAInt;
import org.epics.pva.data.PVANumber;
import org.epics.pva.data.PVAString;
import org.epics.pva.data.PVAStructure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every PV of every screen of the examples is there, holds what its widget shows, and says in which unit. */
class ScreensIT {

    private static final List<String> PLOTS = List.of("xyplot");
    private static final List<String> NUMBERS = List.of("progressbar", "scaledslider", "tank", "stripchart");
    private static final String ENUM = "epics:nt/NTEnum:1.0";

    @ParameterizedTest
    @ValueSource(strings = {"lebt", "mebt"})
    void everyPvOfEveryScreenConnects(String example) throws Exception {
        Path config = IocProcess.HOME.resolve("config/" + example + "/" + example + ".yaml");
        List<ScreenPvs.Use> uses = new ArrayList<>();
        try (Stream<Path> files = Files.list(config.resolveSibling("screens"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".bob")).sorted().toList()) {
                uses.addAll(ScreenPvs.of(file, Map.of()));
            }
        }
        assertThat(uses).hasSizeGreaterThan(60);

        try (IocProcess ioc = IocProcess.run(config); TestClient client = new TestClient()) {
            Map<String, PVAStructure> seen = new HashMap<>();
            for (ScreenPvs.Use use : uses) {
                if (use.pv().startsWith("loc://")) {
                    continue;
                }
                assertThat(use.pv()).as("%s", use).startsWith("pva://");
                String[] path = use.pv().substring("pva://".length()).split("/", 2);
                if (!seen.containsKey(path[0])) {
                    seen.put(path[0], client.get(path[0]));
                }
                fits(use, seen.get(path[0]), path.length > 1 ? path[1].replace('/', '.') : "value");
            }
            assertThat(ioc.isAlive()).isTrue();
        }
    }

    @Test
    void theWayBackToLiveIsAPutThatPhoebusCanMake() throws Exception {
        Path config = IocProcess.HOME.resolve("config/lebt/lebt.yaml");
        Path status = config.resolveSibling("screens/status.bob");
        Matcher button = Pattern.compile("(?s)<action type=\"write_pv\">.*?<pv_name>([^<]+)</pv_name>\\s*<value>([^<]+)</value>")
            .matcher(Files.readString(status));
        assertThat(button.find()).isTrue();
        assertThat(button.group(1)).endsWith("EVAL:MODE");

        try (IocProcess ioc = IocProcess.run(config); TestClient client = new TestClient()) {
            client.put("LEBT:TRANSPORT:EVAL:MODE", 1);
            assertThat(((PVAInt) client.get("LEBT:TRANSPORT:EVAL:MODE").locate("value.index")).get()).isEqualTo(1);

            // a text that is a number, as Phoebus hands over what a button writes
            client.put("LEBT:TRANSPORT:EVAL:MODE", button.group(2));

            assertThat(((PVAInt) client.get("LEBT:TRANSPORT:EVAL:MODE").locate("value.index")).get()).isZero();
            assertThat(ioc.isAlive()).isTrue();
        }
    }

    private static void fits(ScreenPvs.Use use, PVAStructure pv, String field) throws Exception {
        PVAData value = pv.locate(field);
        assertThat(value).as("%s", use).isNotNull();
        if (PLOTS.contains(use.widget())) {
            assertThat(value).as("%s", use).isInstanceOf(PVAArray.class);
        } else if (NUMBERS.contains(use.widget())) {
            assertThat(value).as("%s", use).isInstanceOf(PVANumber.class);
        } else if (use.widget().equals("multi_state_led")) {
            assertThat(value instanceof PVANumber || pv.getStructureName().equals(ENUM)).as("%s is a state", use).isTrue();
        } else if (use.widget().equals("combo")) {
            assertThat(pv.getStructureName()).as("%s", use).isEqualTo(ENUM);
        }
        if (value instanceof PVADouble) {
            assertThat(((PVAString) pv.locate("display.units")).get()).as("units of %s", use).isNotEmpty();
        }
    }
}
