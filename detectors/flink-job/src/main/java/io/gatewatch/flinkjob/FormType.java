package io.gatewatch.flinkjob;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Flink's type information of a {@link Form}. */
final class FormType<T> extends TypeInformation<T> {
  private static final long serialVersionUID = 1L;

  private final Form form;

  FormType(Form form) {
    this.form = form;
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  @SuppressWarnings("unchecked") // the form was declared with this type
  public Class<T> getTypeClass() {
    return (Class<T>) form.type();
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    return new FormSerializer<>(form);
  }

  @Override
  public String toString() {
    return form.name();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FormType<?> that && form == that.form;
  }

  @Override
  public int hashCode() {
    return form.name().hashCode();
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof FormType;
  }
}
