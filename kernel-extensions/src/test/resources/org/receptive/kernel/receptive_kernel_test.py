"""Declares every capability of the kernel to Jupyter's own protocol tests."""

import unittest

import jupyter_kernel_test


class ReceptiveKernelTest(jupyter_kernel_test.KernelTests):
    kernel_name = "receptive"
    language_name = "java"
    file_extension = ".java"

    code_hello_world = 'System.out.println("hello, world");'
    code_stderr = 'System.err.println("careful");'

    completion_samples = [
        {"text": "System.curr", "matches": {"currentTimeMillis()"}},
        {"text": "Math.cb", "matches": {"cbrt("}},
        {"text": "%lsm", "matches": {"%lsmagic"}},
        {"text": "var n = Integer.parseUnsi", "matches": {"parseUnsignedInt("}},
    ]

    complete_code_samples = [
        "int n = 3;",
        "int n = 3",
        "record Point(int x, int y) {}",
        "for (int i = 0; i < 3; i++) {\n    System.out.println(i);\n}",
        "%lsmagic",
        "// only a comment",
    ]
    incomplete_code_samples = [
        "for (int i = 0; i < 3; i++) {",
        "int n = 3 +",
        'String s = """',
        "class Layer {\n    int width() {",
        "/* a comment",
    ]
    invalid_code_samples = ["int 3n = 1;", "for for for", "class 5 {}", "x = )"]

    code_page_something = "Math.abs?"
    code_generate_error = 'throw new IllegalStateException("on purpose");'

    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": '"conv" + 1', "result": "conv1"},
        {"code": "new int[] {1, 2, 3}", "result": "[1, 2, 3]"},
        {"code": "List.of(4, 5)", "result": "[4, 5]"},
    ]
    code_display_data = [
        {"code": 'display("shown")', "mime": "text/plain"},
        {
            "code": "display(new java.awt.image.BufferedImage(4, 4, 1))",
            "mime": "image/png",
        },
    ]

    supported_history_operations = ("tail", "range", "search")
    code_history_pattern = "6 ? 7"

    code_inspect_sample = "Math.max"
    code_clear_output = "clearOutput()"


if __name__ == "__main__":
    unittest.main(verbosity=2)
