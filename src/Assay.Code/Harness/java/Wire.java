package assay;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Messages on the pipes of a sandbox, and values in them, rebuilt as plain data: what a value's class says of itself is left behind. */
final class Wire {
    private static final int DEEPEST = 200;
    private static final int LONGEST = 16 << 20;

    private final DataInputStream in;
    private final OutputStream out;

    /** A value of the checks has no plain form. */
    static final class CannotSend extends RuntimeException {
        CannotSend(String message) {
            super(message);
        }
    }

    /** Stands for a value that has no plain form; equal to nothing but itself. */
    static final class Opaque {
        private final String name;

        Opaque(String name) {
            this.name = name;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Takes the process's pipes, so that what code prints goes nowhere. */
    Wire() {
        in = new DataInputStream(new FileInputStream(FileDescriptor.in));
        out = new FileOutputStream(FileDescriptor.out);
        System.setIn(InputStream.nullInputStream());
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
    }

    /** The next message: its letter, then its body; null at the end. */
    byte[] receive() throws IOException {
        int size;
        try {
            size = Integer.reverseBytes(in.readInt());
        } catch (EOFException end) {
            return null;
        }
        if (size <= 0 || size > LONGEST) {
            return null;
        }
        byte[] frame = in.readNBytes(size);
        return frame.length < size ? null : frame;
    }

    /** The next message as text, without its letter. */
    String receiveText() throws IOException {
        byte[] frame = receive();
        return frame == null ? null : text(frame);
    }

    static String text(byte[] frame) {
        return new String(frame, 1, frame.length - 1, StandardCharsets.UTF_8);
    }

    void send(char kind, byte[] body) throws IOException {
        byte[] frame = new byte[5 + body.length];
        int size = body.length + 1;
        for (int i = 0; i < 4; i++) {
            frame[i] = (byte) (size >>> (8 * i));
        }
        frame[4] = (byte) kind;
        System.arraycopy(body, 0, frame, 5, body.length);
        out.write(frame);
        out.flush();
    }

    void send(char kind, String text) throws IOException {
        send(kind, text.substring(0, Math.min(text.length(), 2000)).getBytes(StandardCharsets.UTF_8));
    }

    static byte[] encode(Object value, boolean strict) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(new DataOutputStream(bytes), bytes, value, 0, strict);
        return bytes.toByteArray();
    }

    static Object decode(byte[] frame) throws IOException {
        DataInputStream from = new DataInputStream(new ByteArrayInputStream(frame, 1, frame.length - 1));
        Object value = read(from, 0);
        if (from.available() > 0) {
            throw new IOException("bytes behind a value");
        }
        return value;
    }

    private static void write(DataOutputStream to, ByteArrayOutputStream bytes, Object value, int depth, boolean strict)
            throws IOException {
        if (depth > DEEPEST || bytes.size() > LONGEST) {
            throw new IOException("a value is too large, or nested too deep");
        }
        if (value == null) {
            to.writeByte('n');
        } else if (value instanceof Boolean flag) {
            to.writeByte(flag ? 'T' : 'F');
        } else if (value instanceof Integer number) {
            to.writeByte('i');
            to.writeInt(number);
        } else if (value instanceof Long number) {
            to.writeByte('l');
            to.writeLong(number);
        } else if (value instanceof Double number) {
            to.writeByte('d');
            to.writeDouble(number);
        } else if (value instanceof Float number) {
            to.writeByte('f');
            to.writeFloat(number);
        } else if (value instanceof Short number) {
            to.writeByte('h');
            to.writeShort(number);
        } else if (value instanceof Byte number) {
            to.writeByte('b');
            to.writeByte(number);
        } else if (value instanceof Character character) {
            to.writeByte('c');
            to.writeChar(character);
        } else if (value instanceof String text) {
            // Checks compare by identity too, where literals are the same object.
            to.writeByte(new String(text).intern() == text ? 's' : 'S');
            writeText(to, text);
        } else if (value.getClass() == BigInteger.class || value.getClass() == BigDecimal.class) {
            to.writeByte(value instanceof BigInteger ? 'I' : 'D');
            writeText(to, value.toString());
        } else if (value instanceof Optional<?> optional) {
            to.writeByte('o');
            write(to, bytes, optional.orElse(null), depth + 1, strict);
        } else if (value instanceof Map<?, ?> map) {
            Map.Entry<?, ?>[] entries = map.entrySet().toArray(new Map.Entry<?, ?>[0]);
            to.writeByte('m');
            to.writeByte(map instanceof TreeMap ? 't' : map instanceof LinkedHashMap ? 'k' : 'h');
            to.writeInt(entries.length);
            for (Map.Entry<?, ?> entry : entries) {
                write(to, bytes, entry.getKey(), depth + 1, strict);
                write(to, bytes, entry.getValue(), depth + 1, strict);
            }
        } else if (value instanceof Map.Entry<?, ?> entry) {
            to.writeByte('e');
            write(to, bytes, entry.getKey(), depth + 1, strict);
            write(to, bytes, entry.getValue(), depth + 1, strict);
        } else if (value instanceof Collection<?> items) {
            writeItems(to, bytes, items, depth, strict);
        } else if (value.getClass().isArray()) {
            to.writeByte('[');
            writeText(to, value.getClass().getComponentType().getName());
            int size = Array.getLength(value);
            to.writeInt(size);
            for (int i = 0; i < size; i++) {
                write(to, bytes, Array.get(value, i), depth + 1, strict);
            }
        } else if (strict) {
            throw new CannotSend("a value of " + value.getClass().getName() + " cannot be sent to the program");
        } else {
            to.writeByte('?');
            writeText(to, value.getClass().getName());
        }
    }

    private static void writeItems(
            DataOutputStream to, ByteArrayOutputStream bytes, Collection<?> items, int depth, boolean strict)
            throws IOException {
        // What a list lets be done to it is part of what checks give to a program.
        String kind = items.getClass().getName();
        char tag = items instanceof Set
                ? items instanceof TreeSet ? 't' : items instanceof LinkedHashSet ? 'k' : 'S'
                : items instanceof LinkedList ? 'L'
                : kind.equals("java.util.Arrays$ArrayList") ? 'f'
                : kind.startsWith("java.util.ImmutableCollections") || kind.startsWith("java.util.Collections$") ? 'u'
                : items instanceof List ? 'a'
                : '?';
        if (tag == '?') {
            to.writeByte('?');
            writeText(to, kind);
            return;
        }
        Object[] all = items.toArray();
        to.writeByte('C');
        to.writeByte(tag);
        to.writeInt(all.length);
        for (Object item : all) {
            write(to, bytes, item, depth + 1, strict);
        }
    }

    private static void writeText(DataOutputStream to, String text) throws IOException {
        to.writeInt(text.length());
        to.writeChars(text);
    }

    // How many things follow: each takes a byte at least, so that no more is believed than could be there.
    private static int readLength(DataInputStream from) throws IOException {
        int size = from.readInt();
        if (size < 0 || size > from.available()) {
            throw new IOException("a value is cut off");
        }
        return size;
    }

    private static String readText(DataInputStream from) throws IOException {
        char[] text = new char[readLength(from)];
        for (int i = 0; i < text.length; i++) {
            text[i] = from.readChar();
        }
        return new String(text);
    }

    private static Object read(DataInputStream from, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IOException("a value is nested too deep");
        }
        char tag = (char) from.readByte();
        switch (tag) {
            case 'n': return null;
            case 'T': return true;
            case 'F': return false;
            case 'i': return from.readInt();
            case 'l': return from.readLong();
            case 'd': return from.readDouble();
            case 'f': return from.readFloat();
            case 'h': return from.readShort();
            case 'b': return from.readByte();
            case 'c': return from.readChar();
            case 's': return readText(from).intern();
            case 'S': return readText(from);
            case 'I': return new BigInteger(readText(from));
            case 'D': return new BigDecimal(readText(from));
            case 'o': return Optional.ofNullable(read(from, depth + 1));
            case 'e': return new AbstractMap.SimpleEntry<>(read(from, depth + 1), read(from, depth + 1));
            case '?': return new Opaque(readText(from));
            case '[': return readArray(from, depth);
            case 'm': {
                char kind = (char) from.readByte();
                Map<Object, Object> map =
                        kind == 't' ? new TreeMap<>() : kind == 'k' ? new LinkedHashMap<>() : new HashMap<>();
                for (int left = readLength(from); left > 0; left--) {
                    Object key = read(from, depth + 1);
                    map.put(key, read(from, depth + 1));
                }
                return map;
            }
            case 'C': {
                char kind = (char) from.readByte();
                List<Object> items = new ArrayList<>();
                for (int left = readLength(from); left > 0; left--) {
                    items.add(read(from, depth + 1));
                }
                switch (kind) {
                    case 't': return new TreeSet<>(items);
                    case 'k': return new LinkedHashSet<>(items);
                    case 'S': return new HashSet<>(items);
                    case 'L': return new LinkedList<>(items);
                    case 'f': return Arrays.asList(items.toArray());
                    case 'u': return Collections.unmodifiableList(items);
                    default: return items;
                }
            }
            default: throw new IOException("no value begins with " + tag);
        }
    }

    private static Object readArray(DataInputStream from, int depth) throws IOException {
        Class<?> kind = kinds.getOrDefault(readText(from), Object.class);
        int size = readLength(from);
        Object array = Array.newInstance(kind, size);
        for (int i = 0; i < size; i++) {
            try {
                Array.set(array, i, read(from, depth + 1));
            } catch (IllegalArgumentException mismatch) {
                throw new IOException("an array of mixed kinds");
            }
        }
        return array;
    }

    private static final Map<String, Class<?>> kinds = new HashMap<>();

    static {
        Class<?>[] plain = {
            int.class, long.class, double.class, float.class, short.class, byte.class, char.class, boolean.class,
            Integer.class, Long.class, Double.class, Boolean.class, Character.class, String.class,
        };
        for (Class<?> kind : plain) {
            kinds.put(kind.getName(), kind);
            kinds.put(kind.arrayType().getName(), kind.arrayType());
        }
    }
}
