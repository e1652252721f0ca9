package org.receptive.widgets;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.receptive.widgets.model.BoundedFloatText;
import org.receptive.widgets.model.BoundedIntText;
import org.receptive.widgets.model.Checkbox;
import org.receptive.widgets.model.ColorPicker;
import org.receptive.widgets.model.Combobox;
import org.receptive.widgets.model.DatePicker;
import org.receptive.widgets.model.Dropdown;
import org.receptive.widgets.model.FloatLogSlider;
import org.receptive.widgets.model.FloatRangeSlider;
import org.receptive.widgets.model.FloatSlider;
import org.receptive.widgets.model.FloatText;
import org.receptive.widgets.model.IntRangeSlider;
import org.receptive.widgets.model.IntSlider;
import org.receptive.widgets.model.IntText;
import org.receptive.widgets.model.Password;
import org.receptive.widgets.model.Play;
import org.receptive.widgets.model.RadioButtons;
import org.receptive.widgets.model.Select;
import org.receptive.widgets.model.SelectMultiple;
import org.receptive.widgets.model.SelectionSlider;
import org.receptive.widgets.model.Text;
import org.receptive.widgets.model.Textarea;
import org.receptive.widgets.model.Time;
import org.receptive.widgets.model.ToggleButton;
import org.receptive.widgets.model.ToggleButtons;

/**
 * Controls with typed values, imported into every notebook. Each call makes a new control; a cell
 * that ends with one shows it, and {@link Interactions} take one to eight of them.
 */
public final class Controls {
  private static final double LOG_BASE = 10;

  private Controls() {}

  /** A slider over the whole numbers from {@code min} to {@code max}, at {@code min}. */
  public static Control<Integer> slider(String label, int min, int max) {
    return slider(label, min, max, min);
  }

  /** A slider over the whole numbers from {@code min} to {@code max}. */
  public static Control<Integer> slider(String label, int min, int max, int initial) {
    return slider(label, min, max, initial, 1);
  }

  /**
   * A slider over every {@code step}-th whole number from {@code min} on, and {@code max}. A first
   * value between two of them becomes the nearest.
   */
  public static Control<Integer> slider(String label, int min, int max, int initial, int step) {
    Ranges.check(label, min, max, initial, step);
    IntSlider slider = new IntSlider().description(label).max(max).min(min).step(step);
    Steps steps = Steps.of(min, max, step);
    slider.value((int) steps.first(label, initial));
    return Control.<Integer, Integer>of(
            label, slider, slider.value(), value -> steps.nearest(value), steps::nearest)
        .updating(slider.continuousUpdate());
  }

  /** A slider over numbers, at {@code min}, in a hundred steps. */
  public static Control<Double> floatSlider(String label, double min, double max) {
    return floatSlider(label, min, max, min);
  }

  /** A slider over numbers in a hundred steps, or in as many as the first value needs. */
  public static Control<Double> floatSlider(String label, double min, double max, double initial) {
    Ranges.check(label, min, max, initial, 1);
    return floatSlider(label, initial, Steps.fitting(min, max, initial));
  }

  /**
   * A slider over numbers {@code step} apart, and {@code max}. A first value between two of them
   * becomes the nearest.
   */
  public static Control<Double> floatSlider(
      String label, double min, double max, double initial, double step) {
    Ranges.check(label, min, max, initial, step);
    return floatSlider(label, initial, Steps.of(min, max, step));
  }

  private static Control<Double> floatSlider(String label, double initial, Steps steps) {
    double step = steps.step().doubleValue();
    FloatSlider slider = new FloatSlider().description(label).max(steps.max().doubleValue());
    slider.min(steps.min().doubleValue()).step(step).readoutFormat(Ranges.format(step));
    slider.value(steps.first(label, initial));
    return Control.<Double, Double>of(
            label, slider, slider.value(), value -> steps.nearest(value), steps::nearest)
        .updating(slider.continuousUpdate());
  }

  /**
   * A slider whose steps are factors, such as for a learning rate from 1e-5 to 1e-1.
   *
   * @param min smallest value, above 0
   */
  public static Control<Double> logSlider(String label, double min, double max, double initial) {
    Ranges.check(label, min, max, initial, 1);
    if (!(min > 0)) {
      throw new IllegalArgumentException(
          label + ": a logarithmic slider starts above 0; given was " + min);
    }
    FloatLogSlider slider = new FloatLogSlider().description(label).base(LOG_BASE);
    slider.max(Math.log10(max)).min(Math.log10(min)).step(Factors.step(min, max, initial));
    slider.value(initial);
    UnaryOperator<Double> exact = value -> Factors.exact(value, initial, min, max);
    return Control.of(label, slider, slider.value(), exact, exact)
        .updating(slider.continuousUpdate());
  }

  /** A slider with two handles over whole numbers, around all of them. */
  public static Control<Range<Integer>> rangeSlider(String label, int min, int max) {
    return rangeSlider(label, min, max, min, max);
  }

  /** A slider with two handles over whole numbers, at {@code low} and {@code high}. */
  public static Control<Range<Integer>> rangeSlider(
      String label, int min, int max, int low, int high) {
    Ranges.check(label, min, max, low, 1);
    Ranges.check(label, low, max, high, 1);
    IntRangeSlider slider = new IntRangeSlider().description(label).max(max).min(min);
    slider.value(List.of(low, high));
    return Control.<List<Integer>, Range<Integer>>of(
            label,
            slider,
            slider.value(),
            pair -> new Range<>(pair.get(0), pair.get(1)),
            range -> List.of(range.low(), range.high()))
        .updating(slider.continuousUpdate());
  }

  /** A slider with two handles over numbers, at {@code low} and {@code high}. */
  public static Control<Range<Double>> floatRangeSlider(
      String label, double min, double max, double low, double high) {
    Ranges.check(label, min, max, low, 1);
    Ranges.check(label, low, max, high, 1);
    Steps steps = Steps.fitting(min, max, low, high);
    double step = steps.step().doubleValue();
    FloatRangeSlider slider =
        new FloatRangeSlider().description(label).max(max).min(min).step(step);
    slider.value(List.of(steps.first(label, low), steps.first(label, high)));
    slider.readoutFormat(Ranges.format(step));
    return Control.<List<Double>, Range<Double>>of(
            label,
            slider,
            slider.value(),
            pair -> new Range<>(steps.nearest(pair.get(0)), steps.nearest(pair.get(1))),
            range -> List.of(steps.nearest(range.low()), steps.nearest(range.high())))
        .updating(slider.continuousUpdate());
  }

  /** A field for a whole number. */
  public static Control<Integer> intText(String label, int initial) {
    IntText field = new IntText().description(label).value(initial);
    return Control.of(label, field, field.value()).updating(field.continuousUpdate());
  }

  /** A field for a whole number from {@code min} to {@code max}. */
  public static Control<Integer> intText(String label, int min, int max, int initial) {
    Ranges.check(label, min, max, initial, 1);
    BoundedIntText field = new BoundedIntText().description(label).max(max).min(min);
    field.value(initial);
    return Control.of(label, field, field.value()).updating(field.continuousUpdate());
  }

  /** A field for a number. */
  public static Control<Double> floatText(String label, double initial) {
    FloatText field = new FloatText().description(label).value(initial);
    return Control.of(label, field, field.value()).updating(field.continuousUpdate());
  }

  /** A field for a number from {@code min} to {@code max}. */
  public static Control<Double> floatText(String label, double min, double max, double initial) {
    Ranges.check(label, min, max, initial, 1);
    BoundedFloatText field = new BoundedFloatText().description(label).max(max).min(min);
    field.value(initial);
    return Control.of(label, field, field.value()).updating(field.continuousUpdate());
  }

  /** A box to tick, not ticked. */
  public static Control<Boolean> checkbox(String label) {
    return checkbox(label, false);
  }

  /** A box to tick. */
  public static Control<Boolean> checkbox(String label, boolean initial) {
    Checkbox box = new Checkbox().description(label).value(initial).indent(false);
    return Control.of(label, box, box.value());
  }

  /** A button that stays down until it is pressed again. */
  public static Control<Boolean> toggleButton(String label, boolean initial) {
    ToggleButton button = new ToggleButton().description(label).value(initial);
    return Control.of(label, button, button.value());
  }

  /** An empty field for a line of text. */
  public static Control<String> text(String label) {
    return text(label, "");
  }

  /** A field for a line of text. */
  public static Control<String> text(String label, String initial) {
    Text field = new Text().description(label).value(initial);
    return Control.of(label, field, field.value()).updating(field.continuousUpdate());
  }

  /** A field for several lines of text. */
  public static Control<String> textArea(String label, String initial) {
    Textarea field = new Textarea().description(label).value(initial);
    return Control.of(label, field, field.value()).updating(field.continuousUpdate());
  }

  /** A field whose text is not shown. */
  public static Control<String> password(String label) {
    Password field = new Password().description(label);
    return Control.of(label, field, field.value()).updating(field.continuousUpdate());
  }

  /** A field for a line of text with suggestions. */
  public static Control<String> combobox(String label, String... suggestions) {
    Combobox field = new Combobox().description(label).options(List.of(suggestions));
    return Control.of(label, field, field.value()).updating(field.continuousUpdate());
  }

  /**
   * A colour picker.
   *
   * @param initial a CSS colour, such as {@code "#1f77b4"}
   */
  public static Control<String> colorPicker(String label, String initial) {
    ColorPicker picker = new ColorPicker().description(label).value(initial);
    return Control.of(label, picker, picker.value());
  }

  /** A calendar. An emptied field keeps the initial day. */
  public static Control<LocalDate> datePicker(String label, LocalDate initial) {
    DatePicker picker = new DatePicker().description(label).value(initial);
    return Control.<Optional<LocalDate>, LocalDate>of(
        label, picker, picker.value(), day -> day.orElse(initial), Optional::of);
  }

  /** A field for a time of day. An emptied field keeps the initial time. */
  public static Control<LocalTime> timePicker(String label, LocalTime initial) {
    Time picker = new Time().description(label).value(initial);
    return Control.<Optional<LocalTime>, LocalTime>of(
        label, picker, picker.value(), time -> time.orElse(initial), Optional::of);
  }

  /**
   * Buttons that count from {@code min} to {@code max} by themselves.
   *
   * @param interval milliseconds from one number to the next
   */
  public static Control<Integer> play(String label, int min, int max, int interval) {
    Ranges.check(label, min, max, min, 1);
    Play play = new Play().description(label).max(max).min(min).interval(interval);
    play.value(min);
    return Control.of(label, play, play.value());
  }

  /** A menu that opens; the first option is chosen. */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public static <T> Control<T> dropdown(String label, T... options) {
    return dropdown(label, Arrays.asList(options));
  }

  /** A menu that opens; the first option is chosen. */
  public static <T> Control<T> dropdown(String label, List<T> options) {
    return dropdown(label, Options.of(label, options));
  }

  /** A menu that opens; the map leads from what is read to what it stands for. */
  public static <T> Control<T> dropdown(String label, Map<String, T> options) {
    return dropdown(label, Options.of(label, options));
  }

  private static <T> Control<T> dropdown(String label, Options<T> options) {
    Dropdown menu = new Dropdown().description(label).optionsLabels(options.labels());
    return options.control(label, menu, menu.index());
  }

  /** A list to choose one from; the first option is chosen. */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public static <T> Control<T> select(String label, T... options) {
    return select(label, Arrays.asList(options));
  }

  /** A list to choose one from; the first option is chosen. */
  public static <T> Control<T> select(String label, List<T> options) {
    Options<T> named = Options.of(label, options);
    Select list = new Select().description(label).optionsLabels(named.labels());
    return named.control(label, list, list.index());
  }

  /** A list to choose several from; none is chosen. */
  public static <T> Control<List<T>> selectMultiple(String label, List<T> options) {
    Options<T> named = Options.of(label, options);
    SelectMultiple list = new SelectMultiple().description(label).optionsLabels(named.labels());
    return Control.<List<Integer>, List<T>>of(
        label,
        list,
        list.index(),
        chosen -> chosen.stream().map(named.values()::get).toList(),
        values -> values.stream().map(value -> named.indexOf(label, value)).toList());
  }

  /** Round buttons of which one is chosen, the first one. */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public static <T> Control<T> radioButtons(String label, T... options) {
    return radioButtons(label, Arrays.asList(options));
  }

  /** Round buttons of which one is chosen, the first one. */
  public static <T> Control<T> radioButtons(String label, List<T> options) {
    Options<T> named = Options.of(label, options);
    RadioButtons buttons = new RadioButtons().description(label).optionsLabels(named.labels());
    return named.control(label, buttons, buttons.index());
  }

  /** Buttons in a row of which one is down, the first one. */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public static <T> Control<T> toggleButtons(String label, T... options) {
    return toggleButtons(label, Arrays.asList(options));
  }

  /** Buttons in a row of which one is down, the first one. */
  public static <T> Control<T> toggleButtons(String label, List<T> options) {
    Options<T> named = Options.of(label, options);
    ToggleButtons buttons = new ToggleButtons().description(label).optionsLabels(named.labels());
    return named.control(label, buttons, buttons.index());
  }

  /** A slider over a list of things, at the first one. */
  public static <T> Control<T> selectionSlider(String label, List<T> options) {
    Options<T> named = Options.of(label, options);
    SelectionSlider slider = new SelectionSlider().description(label).optionsLabels(named.labels());
    return Control.<Integer, T>of(
            label,
            slider,
            slider.index(),
            named.values()::get,
            value -> named.indexOf(label, value))
        .updating(slider.continuousUpdate());
  }
}
