package org.receptive.lab;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.receptive.lab.notebook.InvalidNotebook;
import org.receptive.lab.notebook.Notebook;
import org.receptive.lab.notebook.StudentVersion;

/** What of the lecture is handed out. */
enum Edition {
  /** Exercises without their solutions, and nothing that was run: outputs tell answers as well. */
  STUDENTS("students 1") {
    @Override
    byte[] of(Path notebook, byte[] bytes) {
      try {
        return StudentVersion.of(Notebook.parse(notebook.toString(), bytes)).toBytes();
      } catch (InvalidNotebook e) {
        if (StudentVersion.isMarked(new String(bytes, StandardCharsets.UTF_8))) {
          throw e;
        }
        // Nobody can read it as a notebook, and it holds no solution: it goes as it is.
        return bytes;
      }
    }
  },

  /** The notebooks as the lecturer keeps them. */
  LECTURERS("lecturers 1") {
    @Override
    byte[] of(Path notebook, byte[] bytes) {
      return bytes;
    }
  };

  private final String making;

  Edition(String making) {
    this.making = making;
  }

  static Edition of(boolean withSolutions) {
    return withSolutions ? LECTURERS : STUDENTS;
  }

  /** Names how it is made: from equal files, equal names make equal files. */
  String making() {
    return making;
  }

  /**
   * One notebook of this edition.
   *
   * @param notebook the lecturer's file, for messages
   * @param bytes what is in it
   * @throws InvalidNotebook if solutions cannot be taken out, for a mark has no partner
   */
  abstract byte[] of(Path notebook, byte[] bytes);
}
