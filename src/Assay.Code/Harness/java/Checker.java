package assay;

import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Runs checks, one set after the other, where no program under test can reach: it knows them only by the values that they answer. */
public final class Checker {
    private static final Wire wire = new Wire();
    private static String failure;

    private Checker() {}

    /** The program under test raised something. */
    public static final class ProgramFailed extends RuntimeException {
        ProgramFailed(String message) {
            super(message);
        }
    }

    /** The program under test is gone. */
    static final class ProgramLost extends Error {}

    /** What it returned is no value. */
    static final class NoValue extends Error {}

    /** Answers each set of checks with a verdict. */
    public static void main(String[] arguments) throws IOException {
        Compiler compiler = new Compiler();
        for (String source = wire.receiveText(); source != null; source = wire.receiveText()) {
            failure = null;
            String verdict;
            try {
                verdict = run(compiler.compile(source));
            } catch (Compiler.CompileError error) {
                verdict = "Uthe checks cannot be compiled: " + error.getMessage();
            }
            wire.send('V', verdict);
            wire.send('Z', "0");
        }
    }

    private static String run(Map<String, byte[]> classes) {
        try {
            Method main = Class.forName("Main", true, new Classes(classes)).getMethod("main", String[].class);
            main.setAccessible(true);
            main.invoke(null, (Object) new String[0]);
            return "P";
        } catch (InvocationTargetException error) {
            return judge(error.getCause());
        } catch (Throwable error) {
            return judge(error);
        }
    }

    private static String judge(Throwable error) {
        if (error instanceof ProgramLost) {
            return "G";
        }
        if (error instanceof Wire.CannotSend) {
            return "U" + error.getMessage();
        }
        if (error instanceof NoValue) {
            return "Wwhat it returned is no value of the function's type";
        }
        if (failure != null) {
            return "X" + failure;
        }
        if (error instanceof OutOfMemoryError) {
            return "Mthe checks ran out of memory over what the program returned";
        }
        int line = 0;
        for (StackTraceElement place : error.getStackTrace()) {
            if (place.getClassName().startsWith("Main")) {
                line = place.getLineNumber();
                break;
            }
        }
        return "W" + error.getClass().getSimpleName() + (error.getMessage() == null ? "" : ": " + error.getMessage())
                + (line > 0 ? " in line " + line + " of the checks" : "");
    }

    /** Lets the program under test compute a value. */
    public static Object call(Object... given) {
        byte[] frame;
        try {
            wire.send('C', Wire.encode(given, true));
            frame = wire.receive();
        } catch (IOException error) {
            throw new Wire.CannotSend(error.getMessage());
        }
        if (frame == null || frame[0] == 'G') {
            throw new ProgramLost();
        }
        if (frame[0] != 'R') {
            failure = Wire.text(frame).replace("\0", ": ");
            throw new ProgramFailed(failure);
        }
        Object[] answer;
        try {
            answer = (Object[]) Wire.decode(frame);
            Object[] theirs = (Object[]) answer[1];
            for (int i = 0; i < given.length; i++) {
                update(given[i], theirs[i]);
            }
            return answer[0];
        } catch (IOException | ClassCastException | ArrayIndexOutOfBoundsException | NullPointerException error) {
            throw new NoValue();
        }
    }

    /** Lets the caller see what the program did to a list, a map or an array that it was given. */
    @SuppressWarnings("unchecked")
    private static void update(Object mine, Object theirs) {
        try {
            if (mine instanceof List && theirs instanceof List) {
                List<Object> list = (List<Object>) mine;
                List<Object> now = (List<Object>) theirs;
                if (list.equals(now)) {
                    return;
                }
                if (list.size() == now.size()) {
                    for (int i = 0; i < now.size(); i++) {
                        list.set(i, now.get(i));
                    }
                } else {
                    list.clear();
                    list.addAll(now);
                }
            } else if (mine instanceof Collection && theirs instanceof Collection) {
                ((Collection<Object>) mine).clear();
                ((Collection<Object>) mine).addAll((Collection<Object>) theirs);
            } else if (mine instanceof Map && theirs instanceof Map) {
                ((Map<Object, Object>) mine).clear();
                ((Map<Object, Object>) mine).putAll((Map<Object, Object>) theirs);
            } else if (mine != null && mine.getClass().isArray() && mine.getClass() == theirs.getClass()) {
                System.arraycopy(theirs, 0, mine, 0, Math.min(Array.getLength(mine), Array.getLength(theirs)));
            }
        } catch (UnsupportedOperationException cannot) {
            // It cannot be changed, so it was not.
        }
    }
}
