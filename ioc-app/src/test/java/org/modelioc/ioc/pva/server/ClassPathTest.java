package org.modelioc.ioc.pva.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Predicate;
import org.epics.pvdata.misc.SerializeHelper;
import org.junit.jupiter.api.Test;

/** The library's class that cuts texts must not come before ours. */
class ClassPathTest {

    @Test
    void oursIsLoadedHere() {
        assertThat(SerializeHelper.class.getProtectionDomain().getCodeSource().getLocation())
            .isEqualTo(PvaServer.class.getProtectionDomain().getCodeSource().getLocation());
    }

    @Test
    void serverWithTheLibrarysOwnRefusesToStart() throws Exception {
        List<URL> path = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            path.add(Path.of(entry).toUri().toURL());
        }
        path.sort(Comparator.comparing(url -> !url.getPath().contains("epics-pvdata")));
        try (URLClassLoader wrongOrder = new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Object settings = wrongOrder.loadClass(PvaSettings.class.getName())
                .getMethod("fromEnvironment", Map.class, Properties.class)
                .invoke(null, Map.of("EPICS_PVAS_INTF_ADDR_LIST", "127.0.0.1"), new Properties());
            Class<?> server = wrongOrder.loadClass(PvaServer.class.getName());
            Object limits = wrongOrder.loadClass("org.modelioc.schema.service.ServerDefinition").getField("DEFAULT").get(null);
            Constructor<?> maker = wrongOrder.loadClass(TestProvider.class.getName()).getDeclaredConstructor();
            maker.setAccessible(true);
            Predicate<String> none = name -> false;
            Object made = server.getConstructors()[0].newInstance(settings, limits, maker.newInstance(), none, true);
            assertThatThrownBy(() -> server.getMethod("start").invoke(made)).isInstanceOf(InvocationTargetException.class)
                .cause().hasMessageContaining("org.epics.pvdata.misc.SerializeHelper comes from")
                .hasMessageContaining("put model-ioc before epics-pvdata on the class path");
        }
    }
}
