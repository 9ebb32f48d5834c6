package io.gatewatch.features.evidence;

import io.gatewatch.features.evidence.FirstSteps.Order;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The orders of calls that an agent has met in the open round for the first time: 24 at most. */
final class FirstOrders {
  private static final int MOST = 24;

  private final List<Order> orders = new ArrayList<>(2);

  void add(Order order) {
    if (orders.size() < MOST) {
      orders.add(order);
    }
  }

  List<Order> all() {
    return orders;
  }

  void clear() {
    orders.clear();
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeByte(orders.size());
    for (Order order : orders) {
      order.writeTo(out);
    }
  }

  void readInto(DataInput in) throws IOException {
    for (int size = in.readByte(); size > 0; size--) {
      orders.add(Order.readFrom(in));
    }
  }
}
