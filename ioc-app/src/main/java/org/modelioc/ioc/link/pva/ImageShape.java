package org.modelioc.ioc.link.pva;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.modelioc.ioc.link.source.ColourLayout;
import org.modelioc.ioc.link.source.NumberReader;
import org.modelioc.ioc.link.source.SourceType;
import org.modelioc.ioc.link.source.TextCache;
import org.modelioc.ioc.link.source.ValueBuffer;

/**
 * What tells the shape of an NTNDArray: its codec, its dimensions and the attribute ColorMode of areaDetector.
 *
 * <p>Dimension 0 is the fastest. Without a ColorMode, a dimension of 3 among three tells where the colours are.
 */
final class ImageShape {

    private static final int MOST_DIMENSIONS = 3;
    private static final byte[] COLOR_MODE = "ColorMode".getBytes(StandardCharsets.US_ASCII);
    private static final int MONO_MODE = 0;
    private static final int BAYER_MODE = 1;
    private static final int FIRST_RGB_MODE = 2;
    private static final int RGB = 3;
    private static final ColourLayout[] RGB_LAYOUTS = {ColourLayout.RGB1, ColourLayout.RGB2, ColourLayout.RGB3};

    private final TextCache codecText = new TextCache();
    private final int[] sizes = new int[MOST_DIMENSIONS];
    private String codec = "";
    private int dimensions;
    private long mode = -1;

    void readCodec(ByteBuffer in) {
        codec = Wire.text(in, codecText);
    }

    void readDimensions(ByteBuffer in, PvaType type, TypeReader types) {
        dimensions = Wire.count(in, 1);
        for (int d = 0; d < dimensions; d++) {
            if (in.get() == 0) {
                continue;
            }
            for (int m = 0; m < type.members.size(); m++) {
                PvaType member = type.members.get(m);
                if (d < MOST_DIMENSIONS && member.isWhole() && type.names.get(m).equals("size")) {
                    sizes[d] = (int) Math.clamp(NumberReader.whole(in, member.scalar), 0, Integer.MAX_VALUE);
                } else {
                    Skipper.skip(in, member, types);
                }
            }
        }
    }

    void readAttributes(ByteBuffer in, PvaType type, TypeReader types) {
        int count = Wire.count(in, 1);
        mode = -1;
        for (int i = 0; i < count; i++) {
            if (in.get() == 0) {
                continue;
            }
            boolean wanted = false;
            for (int m = 0; m < type.members.size(); m++) {
                PvaType member = type.members.get(m);
                String name = type.names.get(m);
                if (name.equals("name") && member.is(SourceType.STRING)) {
                    wanted = isColorMode(in);
                } else if (wanted && name.equals("value") && member.form == PvaType.Form.ANY
                        && member.repeat == PvaType.Repeat.ONE) {
                    readMode(in, types);
                } else {
                    Skipper.skip(in, member, types);
                }
            }
        }
    }

    private static boolean isColorMode(ByteBuffer in) {
        int length = Wire.count(in, 1);
        int start = in.position();
        boolean same = length == COLOR_MODE.length;
        for (int i = 0; same && i < length; i++) {
            same = in.get(start + i) == COLOR_MODE[i];
        }
        in.position(start + length);
        return same;
    }

    private void readMode(ByteBuffer in, TypeReader types) {
        PvaType held = types.read(in);
        if (held != null && held.isWhole()) {
            mode = NumberReader.whole(in, held.scalar);
        } else if (held != null) {
            Skipper.skip(in, held, types);
        }
    }

    /** Says of a value that holds the numbers of the image what shape they have, or that they cannot be used. */
    void apply(ValueBuffer value, int numbers) {
        if (!codec.isEmpty()) {
            value.unsupported(value.type(), "an image compressed with " + codec);
            return;
        }
        long product = dimensions == 0 ? 0 : 1;
        for (int d = 0; d < Math.min(dimensions, MOST_DIMENSIONS); d++) {
            product = Math.min(Integer.MAX_VALUE, product * sizes[d]);
        }
        if (dimensions > MOST_DIMENSIONS) {
            value.unsupported(value.type(), "an image of " + dimensions + " dimensions");
        } else if (product != numbers) {
            value.unsupported(value.type(), "an image whose dimensions make " + product + " numbers, with " + numbers);
        } else if (dimensions < MOST_DIMENSIONS) {
            flat(value);
        } else {
            coloured(value);
        }
    }

    private void flat(ValueBuffer value) {
        if (mode > BAYER_MODE) {
            value.unsupported(value.type(), "a colour image (ColorMode " + mode + ") of " + dimensions + " dimensions");
        } else {
            value.picture(dimensions == 0 ? 0 : sizes[0], dimensions == 2 ? sizes[1] : dimensions, ColourLayout.MONO);
        }
    }

    private void coloured(ValueBuffer value) {
        int colours = (int) mode - FIRST_RGB_MODE;
        if (mode < 0) {
            colours = sizes[0] == RGB ? 0 : sizes[1] == RGB ? 1 : 2;
        }
        if (mode == MONO_MODE && sizes[2] == 1) {
            value.picture(sizes[0], sizes[1], ColourLayout.MONO);
        } else if (colours < 0 || colours >= RGB_LAYOUTS.length || sizes[colours] != RGB) {
            value.unsupported(value.type(), "an image of " + sizes[0] + " × " + sizes[1] + " × " + sizes[2] + " numbers"
                + (mode < 0 ? "" : " with ColorMode " + mode));
        } else {
            value.picture(sizes[colours == 0 ? 1 : 0], sizes[colours == 2 ? 1 : 2], RGB_LAYOUTS[colours]);
        }
    }
}
