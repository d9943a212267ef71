import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Validates PDF files against the official veraPDF profiles, with the veraPDF library.
 *
 * <p>The library that the tests install comes without JAXB, which its own profile reader needs;
 * the profiles are therefore read here from their XML.
 *
 * <p>Arguments: flavours separated by commas ("2a,ua1"), then files. Output, one line each,
 * fields separated by tabs: {@code result flavour file rules failed}, then for each failed rule
 * {@code rule flavour file clause-test count message}. Exit code 0 when all files comply, 1 when
 * one does not, 2 when one could not be validated.
 */
public final class Conformance {
    private static final String PROFILES = "org/verapdf/pdfa/validation/";

    private Conformance() {}

    public static void main(String[] arguments) {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        int worst = 0;
        for (String flavour : arguments[0].split(",")) {
            for (int i = 1; i < arguments.length; i++) {
                worst = Math.max(worst, validate(flavour, new File(arguments[i])));
            }
        }
        System.exit(worst);
    }

    private static int validate(String name, File file) {
        PDFAFlavour flavour = PDFAFlavour.fromString(name);
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, flavour)) {
            ValidationProfile profile = profile(name, flavour);
            PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, false);
            return report(name, file, profile, validator.validate(parser));
        } catch (Exception problem) {
            line("unreadable", name, file.getName(), problem);
            return 2;
        }
    }

    private static int report(String name, File file, ValidationProfile profile, ValidationResult result) {
        TreeMap<String, List<String>> failed = new TreeMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                RuleId id = assertion.getRuleId();
                String rule = id.getClause() + "-" + id.getTestNumber();
                failed.computeIfAbsent(rule, key -> new ArrayList<>()).add(assertion.getMessage());
            }
        }
        line("result", name, file.getName(), profile.getRules().size(), failed.size());
        failed.forEach((rule, messages) -> line("rule", name, file.getName(), rule, messages.size(), messages.get(0)));
        return result.isCompliant() ? 0 : 1;
    }

    private static void line(Object... fields) {
        StringBuilder out = new StringBuilder();
        for (Object field : fields) {
            out.append(out.length() == 0 ? "" : "\t").append(String.valueOf(field).replaceAll("\\s+", " "));
        }
        System.out.println(out);
    }

    private static ValidationProfile profile(String name, PDFAFlavour flavour) throws Exception {
        boolean accessible = name.startsWith("ua");
        String file = accessible ? "PDFUA-" + name.substring(2) : "PDFA-" + name.toUpperCase();
        Element root = read(PROFILES + file + ".xml");
        Element details = child(root, "details");
        Set<Rule> rules = new HashSet<>();
        for (Element rule : children(child(root, "rules"), "rule")) {
            rules.add(rule(rule));
        }
        Set<Variable> variables = new HashSet<>();
        for (Element variable : children(child(root, "variables"), "variable")) {
            variables.add(Profiles.variableFromValues(variable.getAttribute("name"), variable.getAttribute("object"),
                    text(variable, "defaultValue"), text(variable, "value")));
        }
        return Profiles.profileFromValues(flavour,
                Profiles.profileDetailsFromValues(text(details, "name"), text(details, "description"),
                        details.getAttribute("creator"), new Date(0)),
                "", rules, variables);
    }

    private static Rule rule(Element rule) {
        Element id = child(rule, "id");
        Element error = child(rule, "error");
        List<ErrorArgument> arguments = new ArrayList<>();
        for (Element argument : children(child(error, "arguments"), "argument")) {
            String name = argument.hasAttribute("name") ? argument.getAttribute("name") : null;
            arguments.add(ErrorArgumentImpl.fromValues(argument.getTextContent(), name, null));
        }
        Boolean deferred = rule.hasAttribute("deferred") ? Boolean.valueOf(rule.getAttribute("deferred")) : null;
        RuleId ruleId = Profiles.ruleIdFromValues(
                PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber")));
        return Profiles.ruleFromValues(ruleId, rule.getAttribute("object"), deferred, rule.getAttribute("tags"),
                text(rule, "description"), text(rule, "test"),
                Profiles.errorFromValues(text(error, "message"), arguments), new ArrayList<>());
    }

    private static Element read(String resource) throws Exception {
        try (InputStream stream = Conformance.class.getClassLoader().getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IOException("the library holds no profile " + resource);
            }
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(stream).getDocumentElement();
        }
    }

    private static List<Element> children(Element parent, String tag) {
        List<Element> found = new ArrayList<>();
        if (parent != null) {
            NodeList nodes = parent.getChildNodes();
            for (int i = 0; i < nodes.getLength(); i++) {
                if (nodes.item(i) instanceof Element && nodes.item(i).getNodeName().equals(tag)) {
                    found.add((Element) nodes.item(i));
                }
            }
        }
        return found;
    }

    private static Element child(Element parent, String tag) {
        List<Element> found = children(parent, tag);
        return found.isEmpty() ? null : found.get(0);
    }

    private static String text(Element parent, String tag) {
        Element found = child(parent, tag);
        return found == null ? "" : found.getTextContent();
    }
}
