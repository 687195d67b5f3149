package assay;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles one source after the other in one process: a compiler is slow when it is cold. Nothing of a source is run here. */
public final class Compiler {
    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private final StandardJavaFileManager library = compiler.getStandardFileManager(null, null, null);

    /** Answers sources with classes, or with the first error. */
    public static void main(String[] arguments) throws IOException {
        Wire wire = new Wire();
        Compiler compiler = new Compiler();
        for (String source = wire.receiveText(); source != null; source = wire.receiveText()) {
            try {
                wire.send('K', pack(compiler.compile(source)));
            } catch (CompileError error) {
                wire.send('E', error.getMessage());
            } catch (StackOverflowError | OutOfMemoryError error) {
                wire.send('E', "the compiler gave up: " + error);
            }
        }
    }

    /** A source is no program. */
    static final class CompileError extends Exception {
        CompileError(String message) {
            super(message);
        }
    }

    /** Compiles a source to classes by their names. */
    Map<String, byte[]> compile(String source) throws CompileError {
        Map<String, ByteArrayOutputStream> classes = new LinkedHashMap<>();
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        JavaFileManager files = new ForwardingJavaFileManager<JavaFileManager>(library) {
            @Override
            public JavaFileObject getJavaFileForOutput(
                    Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
                return new SimpleJavaFileObject(URI.create("mem:///" + name.replace('.', '/') + ".class"), kind) {
                    @Override
                    public OutputStream openOutputStream() {
                        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                        classes.put(name, bytes);
                        return bytes;
                    }
                };
            }
        };
        JavaFileObject unit = new SimpleJavaFileObject(URI.create("mem:///Answer.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }

            // Public classes of any name, in one file.
            @Override
            public boolean isNameCompatible(String name, Kind kind) {
                return true;
            }
        };
        List<String> options = List.of("-proc:none", "-nowarn", "-Xlint:none", "-XDuseUnsharedTable=true");
        boolean compiled = compiler.getTask(null, files, said, options, null, List.of(unit)).call();
        if (!compiled) {
            for (Diagnostic<? extends JavaFileObject> line : said.getDiagnostics()) {
                if (line.getKind() == Diagnostic.Kind.ERROR) {
                    throw new CompileError("line " + line.getLineNumber() + ": " + line.getMessage(null));
                }
            }
            throw new CompileError("it cannot be compiled");
        }
        Map<String, byte[]> result = new LinkedHashMap<>();
        classes.forEach((name, bytes) -> result.put(name, bytes.toByteArray()));
        return result;
    }

    private static byte[] pack(Map<String, byte[]> classes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream to = new DataOutputStream(bytes);
        to.writeInt(classes.size());
        for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
            to.writeUTF(entry.getKey());
            to.writeInt(entry.getValue().length);
            to.write(entry.getValue());
        }
        return bytes.toByteArray();
    }
}
