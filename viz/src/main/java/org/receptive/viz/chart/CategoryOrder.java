package org.receptive.viz.chart;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The categories of all series in the order in which they are first named. A label that a series of
 * bars names again is a category of its own, so that no bar stands on another.
 */
final class CategoryOrder {
  /**
   * A category.
   *
   * @param label what is written
   * @param occurrence how often the label was named before
   */
  private record Category(String label, int occurrence) {}

  private final Map<Category, Integer> indices = new LinkedHashMap<>();
  private final Map<Series, List<Integer>> places = new HashMap<>();

  CategoryOrder(List<Series> series) {
    for (Series one : series) {
      Map<String, Integer> named = new HashMap<>();
      List<Integer> found = new ArrayList<>();
      for (int i = 0; i < one.positions().size(); i++) {
        String label = one.positions().label(i);
        int occurrence = one instanceof BarSeries ? named.merge(label, 1, Integer::sum) - 1 : 0;
        Category category = new Category(label, occurrence);
        indices.putIfAbsent(category, indices.size());
        found.add(indices.get(category));
      }
      places.put(one, found);
    }
  }

  List<String> labels() {
    return indices.keySet().stream().map(Category::label).toList();
  }

  int place(Series series, int index) {
    return places.get(series).get(index);
  }
}
