package io.gatewatch.flinkjob;

import io.gatewatch.detectors.book.Book;
import io.gatewatch.features.ContextEntry;
import io.gatewatch.features.Varint;
import io.gatewatch.ingest.ControlRecord;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What every judge hears: a view's context, or a control record. Exactly one is not null. */
public record Broadcast(ContextEntry context, ControlRecord control) {

  static Broadcast of(ContextEntry context) {
    return new Broadcast(context, null);
  }

  static Broadcast of(ControlRecord control) {
    return new Broadcast(null, control);
  }

  boolean givesLeave() {
    return control != null && Book.givesLeave(control.kind());
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeBoolean(context != null);
    if (context != null) {
      context.writeTo(out);
    } else {
      byte[] json = control.write();
      Varint.write(out, json.length);
      out.write(json);
    }
  }

  static Broadcast readFrom(DataInput in) throws IOException {
    if (in.readBoolean()) {
      return of(ContextEntry.readFrom(in));
    }
    byte[] json = new byte[Varint.readInt(in)];
    in.readFully(json);
    return of(ControlRecord.read(json));
  }
}
