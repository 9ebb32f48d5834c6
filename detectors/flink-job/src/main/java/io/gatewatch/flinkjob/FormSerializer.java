package io.gatewatch.flinkjob;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A Flink serializer over a {@link Form}. Values of immutable types are passed on as they are; the
 * states are copied through their bytes, which Flink needs for checkpoints taken while work goes
 * on. Each state's bytes begin with a version of their own.
 */
final class FormSerializer<T> extends TypeSerializer<T> {
  private static final long serialVersionUID = 1L;

  private final Form form;

  FormSerializer(Form form) {
    this.form = form;
  }

  @Override
  public boolean isImmutableType() {
    return form.immutable();
  }

  @Override
  public TypeSerializer<T> duplicate() {
    return this;
  }

  @Override
  public T createInstance() {
    return null;
  }

  @Override
  public T copy(T from) {
    if (form.immutable()) {
      return from;
    }
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
      form.write(from, new DataOutputStream(bytes));
      return form.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public T copy(T from, T reuse) {
    return copy(from);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(T value, DataOutputView target) throws IOException {
    form.write(value, target);
  }

  @Override
  public T deserialize(DataInputView source) throws IOException {
    return form.read(source);
  }

  @Override
  public T deserialize(T reuse, DataInputView source) throws IOException {
    return form.read(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    form.write(form.<T>read(source), target);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FormSerializer<?> that && form == that.form;
  }

  @Override
  public int hashCode() {
    return form.name().hashCode();
  }

  @Override
  public TypeSerializerSnapshot<T> snapshotConfiguration() {
    return new Snapshot<>(form);
  }

  /** What a savepoint remembers of the serializer: the form's name. */
  public static final class Snapshot<T> implements TypeSerializerSnapshot<T> {
    private Form form;

    /** For Flink. */
    public Snapshot() {}

    Snapshot(Form form) {
      this.form = form;
    }

    @Override
    public int getCurrentVersion() {
      return 1;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
      out.writeUTF(form.name());
    }

    @Override
    public void readSnapshot(int version, DataInputView in, ClassLoader loader) throws IOException {
      form = Form.valueOf(in.readUTF());
    }

    @Override
    public TypeSerializer<T> restoreSerializer() {
      return new FormSerializer<>(form);
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
        TypeSerializerSnapshot<T> old) {
      return old instanceof Snapshot<T> that && form == that.form
          ? TypeSerializerSchemaCompatibility.compatibleAsIs()
          : TypeSerializerSchemaCompatibility.incompatible();
    }
  }
}
