/// Reads the first line of a script (execve(2), "Interpreter scripts").
enum Shebang {
  /// The name of the program that runs the script that begins with `head`: `python3` for `#!/usr/bin/env -S python3 -u`,
  /// `sh` for `#! /bin/sh -e`. `nil` where the first line is no shebang or names nothing.
  static func interpreter(in head: some Collection<UInt8>) -> String? {
    guard head.starts(with: "#!".utf8) else { return nil }
    let line = head.dropFirst(2).prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    var words = line.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.map {
      String(decoding: $0, as: UTF8.self)
    }[...]
    guard let program = words.popFirst() else { return nil }
    var name = lastComponent(of: program)
    if name == "env" {
      guard let next = programOfEnv(words) else { return nil }
      name = lastComponent(of: next)
    }
    return name.isEmpty ? nil : name
  }

  /// The program among the arguments of env(1): neither an option nor an assignment.
  private static func programOfEnv(_ words: ArraySlice<String>) -> String? {
    var words = words
    while var word = words.popFirst() {
      // `-Spython3` and `--split-string=python3` carry the program in the same word.
      for prefix in ["--split-string=", "-S"] where word.hasPrefix(prefix) && word.utf8.count > prefix.utf8.count {
        word = String(word.dropFirst(prefix.count))
      }
      if ["-u", "--unset", "-C", "--chdir"].contains(word) {
        words = words.dropFirst()
      } else if !word.hasPrefix("-"), !word.contains("=") {
        return word
      }
    }
    return nil
  }

  private static func lastComponent(of path: String) -> String {
    String(path.utf8.split(separator: UInt8(ascii: "/")).last.map { Substring($0) } ?? "")
  }
}
