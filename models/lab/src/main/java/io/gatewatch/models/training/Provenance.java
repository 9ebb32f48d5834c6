package io.gatewatch.models.training;

import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import org.tribuo.Model;
import org.tribuo.Tribuo;

/** The library's own record of a trainer and its parameters: without times, so always the same. */
final class Provenance {
  private Provenance() {}

  static String of(Model<?> model) {
    return "Tribuo "
        + Tribuo.VERSION
        + ": "
        + ProvenanceUtil.formattedProvenanceString(model.getProvenance().getTrainerProvenance());
  }
}
