package org.receptive.lab.browser;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.WaitForSelectorState;
import com.microsoft.playwright.options.WaitUntilState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** JupyterLab as a student uses it: menus, keys and the mouse. One notebook is open at a time. */
final class LabPage {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String PANEL = ".jp-NotebookPanel:not(.lm-mod-hidden)";

  /** No cell waits, and the kernel is there and says that it is idle. */
  private static final String IS_IDLE =
      """
      () => {
        const panel = document.querySelector('%s');
        const prompts = [...(panel?.querySelectorAll('.jp-CodeCell .jp-InputPrompt') ?? [])];
        const status = document.querySelector('#jp-main-statusbar')?.textContent ?? '';
        return prompts.length > 0
          && !prompts.some(prompt => prompt.textContent.includes('*'))
          && status.includes('Java (Receptive) | Idle');
      }
      """
          .formatted(PANEL);

  /**
   * Hangs a mark on a prompt. Running the cell writes the prompt anew, and the mark is gone: a star
   * alone may come and go between two looks.
   */
  private static final String MARK =
      "prompt => prompt.append(Object.assign(document.createElement('i'), {className: 'mark'}))";

  private final Page page;

  LabPage(Page page) {
    this.page = page;
    page.setDefaultTimeout(PATIENCE.toMillis());
  }

  /** Opens an address of a notebook and waits until its code cells and its kernel are there. */
  void open(String address, int codeCells) {
    page.navigate(address);
    awaitNotebook(codeCells);
  }

  /** Opens an address of a notebook, and waits for nothing but its first code cell. */
  void openUnready(String address) {
    page.navigate(address, new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
    page.locator(PANEL + " .jp-CodeCell .jp-InputPrompt").first().waitFor(attached());
  }

  /** Says that what the notebook holds may be shown, scripts and all. */
  void trust() {
    menu("View", "Activate Command Palette");
    page.locator("#modal-command-palette input").fill("Trust Notebook");
    page.keyboard().press("Enter");
    page.locator(".jp-Dialog .jp-mod-accept").click();
    page.locator(".jp-Dialog").waitFor(gone());
  }

  /** Loads the page anew, as with the browser's own button. */
  void reload() {
    int codeCells = prompts().size();
    page.reload();
    awaitNotebook(codeCells);
  }

  /** Shows what the notebook's file has become, in the same page and with the same kernel. */
  void reloadNotebook(int codeCells) {
    Locator old = page.locator(PANEL + " .jp-Cell").first();
    old.evaluate("cell => cell.classList.add('receptive-test-old')");
    menu("File", "Reload Notebook from Disk");
    Locator reload = page.locator(".jp-Dialog .jp-mod-accept");
    // Only of changes that are lost the page asks.
    reload.or(page.locator(PANEL + " .jp-Cell:not(.receptive-test-old)")).first().waitFor();
    if (reload.count() > 0) {
      reload.click();
    }
    page.locator(".receptive-test-old").waitFor(gone());
    awaitNotebook(codeCells);
  }

  private void awaitNotebook(int codeCells) {
    page.locator(PANEL + " .jp-CodeCell").nth(codeCells - 1).waitFor(attached());
    awaitIdle();
  }

  private static Locator.WaitForOptions attached() {
    return new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED);
  }

  private static Locator.WaitForOptions gone() {
    return new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED);
  }

  /** Waits until nothing runs any more. */
  void awaitIdle() {
    page.waitForFunction(IS_IDLE);
  }

  /** Chooses from the menu bar, through submenus if there are several names. */
  void menu(String title, String... items) {
    page.locator("#jp-MainMenu .lm-MenuBar-itemLabel").getByText(title, exactly()).click();
    for (int i = 0; i < items.length; i++) {
      Locator menu = page.locator(".lm-Menu").nth(i);
      menu.locator(".lm-Menu-itemLabel").getByText(items[i], exactly()).click();
    }
  }

  private static Locator.GetByTextOptions exactly() {
    return new Locator.GetByTextOptions().setExact(true);
  }

  /** Forgets all outputs, runs every cell and waits for the last one. */
  void runAll() {
    menu("Edit", "Clear Outputs of All Cells");
    Locator mark = mark(0);
    menu("Run", "Run All Cells");
    mark.waitFor(gone());
    awaitIdle();
  }

  /** Puts the cursor into a code cell, counted from 0, and starts it. */
  void startCell(int index) {
    Locator mark = mark(index);
    cell(index).locator(".cm-content").click();
    page.keyboard().press("Control+Enter");
    mark.waitFor(gone());
  }

  private Locator mark(int index) {
    Locator prompt = cell(index).locator(".jp-InputPrompt");
    prompt.evaluate(MARK);
    return prompt.locator(".mark");
  }

  /** Runs a code cell, counted from 0, and waits for its end. */
  void runCell(int index) {
    startCell(index);
    awaitIdle();
  }

  /** Replaces what a code cell, counted from 0, holds. */
  void type(int index, String source) {
    cell(index).locator(".cm-content").click();
    page.keyboard().press("Control+A");
    page.keyboard().insertText(source);
  }

  /** A code cell, counted from 0. */
  Locator cell(int index) {
    return page.locator(PANEL + " .jp-CodeCell").nth(index);
  }

  /** What stands below a code cell, counted from 0. */
  Locator outputs(int index) {
    return cell(index).locator(".jp-Cell-outputWrapper");
  }

  /** The prompts of all code cells, such as {@code [3]:}. */
  List<String> prompts() {
    return page.locator(PANEL + " .jp-CodeCell .jp-InputPrompt").allTextContents();
  }

  /** The errors that cells ended with, and what they wrote to the error stream. */
  List<String> errors() {
    return page.locator(PANEL + " [data-mime-type='application/vnd.jupyter.stderr']")
        .allTextContents();
  }

  /** The slider with a label, within a code cell. */
  Locator slider(int index, String label) {
    return outputs(index)
        .locator(".widget-slider")
        .filter(
            new Locator.FilterOptions()
                .setHas(page.locator(".widget-label").getByText(label, exactly())));
  }

  /** All sliders that are shown. */
  Locator sliders() {
    return page.locator(PANEL + " .jp-OutputArea .widget-slider:has(.noUi-handle)");
  }

  /**
   * Drags a slider's handle with the mouse.
   *
   * @param to where to let go: 0 at the left end, 1 at the right one
   */
  void drag(Locator slider, double to) {
    slider.scrollIntoViewIfNeeded();
    BoundingBox handle = slider.locator(".noUi-handle").first().boundingBox();
    BoundingBox track = slider.locator(".noUi-base").boundingBox();
    double y = handle.y + handle.height / 2;
    page.mouse().move(handle.x + handle.width / 2, y);
    page.mouse().down();
    page.mouse().move(track.x + track.width * to, y, new Mouse.MoveOptions().setSteps(8));
    page.mouse().up();
  }

  /** Lets the page note when sliders are moved and when their pictures are painted. */
  void probe() {
    try (var script = LabPage.class.getResourceAsStream("/org/receptive/lab/live-probe.js")) {
      page.evaluate(new String(script.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Drags a slider to and fro from within the page that has been given its {@link #probe}, at last
   * to its right end, and waits for the picture with these words in its alternative text.
   */
  SliderStream stream(int index, String label, int moves, int perSecond, String words) {
    return SliderStream.of(
        (Map<?, ?>)
            slider(index, label)
                .evaluate(
                    "(slider, [moves, perSecond, words]) =>"
                        + " probe.stream(slider, moves, perSecond, words)",
                    List.of(moves, perSecond, words)));
  }

  /** What an expression of the page says, which is a number. */
  double number(String expression) {
    return ((Number) page.evaluate(expression)).doubleValue();
  }

  /** Puts the focus on a slider's handle, as the tab key does, and presses a key there. */
  void press(Locator slider, String key, int times) {
    Locator handle = slider.locator(".noUi-handle").first();
    handle.focus();
    for (int i = 0; i < times; i++) {
      page.keyboard().press(key);
    }
  }

  /** The number beside a slider. */
  String value(Locator slider) {
    return slider.locator(".widget-readout").textContent();
  }

  /** Waits until a picture with these words in its alternative text stands below a cell. */
  void awaitPicture(int index, String words) {
    outputs(index).locator("figure img[alt*='" + words + "']").waitFor();
  }

  /** Ends the notebook's kernel; the next window starts another. */
  void shutDownKernel() {
    menu("Kernel", "Shut Down Kernel");
    await("() => document.querySelector('#jp-main-statusbar').textContent.includes('No Kernel')");
  }

  /** Saves, and waits until the server has the file. */
  void save() {
    page.waitForResponse(
        response ->
            response.request().method().equals("PUT")
                && response.url().contains("/api/contents/")
                && response.ok(),
        () -> page.keyboard().press("Control+s"));
  }

  /** Presses the button that stops the running cell. */
  void interrupt() {
    menu("Kernel", "Interrupt Kernel");
  }

  /** Restarts the kernel and waits until it is back. */
  void restart() {
    menu("Kernel", "Restart Kernel…");
    page.locator(".jp-Dialog .jp-mod-accept").click();
    page.locator(".jp-Dialog").waitFor(gone());
    awaitIdle();
  }

  /** Changes to the dark theme, or back to the light one. */
  void theme(boolean dark) {
    menu("Settings", "Theme", dark ? "JupyterLab Dark" : "JupyterLab Light");
    await("() => document.body.dataset.jpThemeLight === '" + !dark + "'");
  }

  /** Waits until an expression of the page, evaluated again and again, is true. */
  void await(String expression) {
    page.waitForFunction(expression);
  }

  /** The word in the corner that holds these words. */
  Locator toast(String words) {
    return page.locator(".Toastify__toast").filter(new Locator.FilterOptions().setHasText(words));
  }

  /** Gives the window another width, in pixels. */
  void narrow(int width) {
    page.setViewportSize(width, 900);
  }

  /** Saves how the page looks. */
  void screenshot(Path png) {
    page.screenshot(new Page.ScreenshotOptions().setPath(png));
  }
}
