import java.io.FileInputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Checks PDF files against PDF/A-2a and PDF/UA-1 and prints one line for each of both. */
final class ConformanceCheck {
  private static final List<PDFAFlavour> STANDARDS =
      List.of(PDFAFlavour.PDFA_2_A, PDFAFlavour.PDFUA_1);

  public static void main(String[] files) {
    LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    var sound = true;
    for (var file : files) {
      for (var standard : STANDARDS) {
        sound &= check(file, standard);
      }
    }
    System.exit(sound ? 0 : 1);
  }

  private static boolean check(String file, PDFAFlavour standard) {
    try (var input = new FileInputStream(file);
        var foundry = Foundries.defaultInstance();
        var parser = foundry.createParser(input, standard);
        var validator = foundry.createValidator(standard, false)) {
      var result = validator.validate(parser);
      var verdict = result.isCompliant() ? "PASS" : "FAIL";
      System.out.printf(
          "%s %s %s (%d checks)%n", verdict, standard.getId(), file, result.getTotalAssertions());
      failures(result).forEach((rule, example) -> System.out.println("     " + rule + example));
      return result.isCompliant();
    } catch (Exception | LinkageError error) {
      System.out.printf("FAIL %s %s cannot be read: %s%n", standard.getId(), file, error);
      return false;
    }
  }

  /** The first failure of each rule. */
  private static Map<String, String> failures(ValidationResult result) {
    var first = new TreeMap<String, String>();
    for (var assertion : result.getTestAssertions()) {
      if (assertion.getStatus() == TestAssertion.Status.FAILED) {
        var rule = assertion.getRuleId();
        var message = assertion.getMessage().replaceAll("\\s+", " ");
        var place = assertion.getLocation().getContext();
        first.putIfAbsent(
            rule.getClause() + " test " + rule.getTestNumber(), ": " + message + " at " + place);
      }
    }
    return first;
  }
}
