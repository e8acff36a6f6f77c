import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Map;
import org.apache.uima.UIMAFramework;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.impl.XmiCasDeserializer;
import org.apache.uima.cas.impl.XmiCasSerializer;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.apache.uima.util.CasCreationUtils;
import org.apache.uima.util.XMLInputSource;

/**
 * Reads CASes with the reference implementation of UIMA, looks whether every annotation lies in its text and cuts no
 * character, and writes each CAS anew.
 *
 * <p>The argument is a file with a line for each CAS: its type system, the XMI, and where it is to be written, parted
 * by tabs. The answer has a line for each: the XMI, and either "text" with the SHA-256 of each view's text or "fault"
 * with what is wrong, parted by tabs.
 */
public class CheckXmi {
    public static void main(String[] arguments) throws Exception {
        Map<String, TypeSystemDescription> known = new HashMap<>();
        for (String line : Files.readAllLines(Path.of(arguments[0]), StandardCharsets.UTF_8)) {
            String[] parts = line.split("\t");
            try {
                TypeSystemDescription types = known.get(parts[0]);
                if (types == null) {
                    XMLInputSource source = new XMLInputSource(new File(parts[0]));
                    types = UIMAFramework.getXMLParser().parseTypeSystemDescription(source);
                    known.put(parts[0], types);
                }
                System.out.println(parts[1] + "\t" + check(types, parts[1], parts[2]));
            } catch (Exception fault) {
                System.out.println(parts[1] + "\tfault\t" + String.valueOf(fault).replaceAll("\\s+", " "));
            }
        }
    }

    private static String check(TypeSystemDescription types, String from, String to) throws Exception {
        CAS cas = CasCreationUtils.createCas(types, null, null);
        try (InputStream in = new FileInputStream(from)) {
            XmiCasDeserializer.deserialize(in, cas);
        }
        StringBuilder answer = new StringBuilder("text");
        Iterator<CAS> views = cas.getViewIterator();
        while (views.hasNext()) {
            CAS view = views.next();
            String text = view.getDocumentText();
            if (text == null) {
                continue;
            }
            for (AnnotationFS annotation : view.getAnnotationIndex()) {
                int begin = annotation.getBegin();
                int end = annotation.getEnd();
                String place = annotation.getType().getName() + " at " + begin + "-" + end;
                if (begin < 0 || begin > end || end > text.length()) {
                    return "fault\t" + place + " lies outside the text of " + text.length();
                }
                if (cutsCharacter(text, begin) || cutsCharacter(text, end)) {
                    return "fault\t" + place + " cuts a character";
                }
            }
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            answer.append('\t').append(HexFormat.of().formatHex(hash));
        }
        try (OutputStream out = new FileOutputStream(to)) {
            XmiCasSerializer.serialize(cas, out);
        }
        return answer.toString();
    }

    private static boolean cutsCharacter(String text, int at) {
        return at > 0
                && at < text.length()
                && Character.isHighSurrogate(text.charAt(at - 1))
                && Character.isLowSurrogate(text.charAt(at));
    }
}
