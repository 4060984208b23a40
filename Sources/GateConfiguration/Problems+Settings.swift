import DocumentTree
import GateModel

/// Readers of values with a form of their own.
extension Problems {
  mutating func duration(_ key: String, _ node: DocumentNode) -> Duration? {
    let expected = "a duration with its unit: 500ms, 60s, 2m or 1h"
    guard let text = amount(key, node, expected: expected, example: "s") else { return nil }
    do {
      return try Units.duration(text)
    } catch {
      reportAmount(key, text, node, error, expected: expected, range: "more than nothing and at most 24h", unit: "s")
      return nil
    }
  }

  /// A duration, or `off`.
  mutating func testBudget(_ key: String, _ node: DocumentNode) -> CheckConfiguration.TestSettings.Budget? {
    if node.string == "off" { return .off }
    return duration(key, node).map { .limit($0) }
  }

  /// A number of days: `40d`.
  mutating func days(_ key: String, _ node: DocumentNode) -> Int? {
    let expected = "a number of days: 40d"
    guard let text = amount(key, node, expected: expected, example: "d") else { return nil }
    let digits = text.dropLast()
    guard text.hasSuffix("d"), !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let days = Int(digits), days <= 36_500
    else {
      report(.invalidValue(key: key, problem: "expected \(expected)"), at: node.start)
      return nil
    }
    return days
  }

  /// `5%`, `always` or `never`, as a number from 0 to 100.
  mutating func share(_ key: String, _ node: DocumentNode) -> Int? {
    let expected = "always, never, or a share of contents: 5%"
    if case .plain(let text) = node.content, ScalarKind(plain: text) == .number {
      report(
        .invalidValue(key: key, problem: "\(text.prefix(20)) what? Write the unit: \(text.prefix(20))%"), at: node.start
      )
      return nil
    }
    guard let text = string(key, node, expected: expected) else { return nil }
    if text == "always" { return 100 }
    if text == "never" { return 0 }
    let digits = text.dropLast()
    guard text.hasSuffix("%"), !digits.isEmpty, digits.allSatisfy({ ("0"..."9").contains($0) }) else {
      report(.invalidValue(key: key, problem: "expected \(expected)"), at: node.start)
      return nil
    }
    guard let percent = Int(digits), percent <= 100 else {
      report(.invalidValue(key: key, problem: "expected at most 100%"), at: node.start)
      return nil
    }
    return percent
  }

  mutating func size(_ key: String, _ node: DocumentNode) -> UInt64? {
    let expected = "a size with its unit: 512KB, 100MB or 64MiB"
    guard let text = amount(key, node, expected: expected, example: "MB") else { return nil }
    do {
      return try Units.size(text)
    } catch {
      reportAmount(key, text, node, error, expected: expected, range: "at least 1B and at most 1024GiB", unit: "MB")
      return nil
    }
  }

  private mutating func amount(
    _ key: String, _ node: DocumentNode, expected: String, example unit: String
  ) -> String? {
    if case .plain(let text) = node.content, ScalarKind(plain: text) == .number {
      reportMissingUnit(key, text, node, unit)
      return nil
    }
    return string(key, node, expected: expected)
  }

  private mutating func reportAmount(
    _ key: String, _ text: String, _ node: DocumentNode, _ problem: Units.Problem, expected: String, range: String,
    unit: String
  ) {
    switch problem {
    case .noUnit: reportMissingUnit(key, text, node, unit)
    case .malformed: report(.invalidValue(key: key, problem: "expected \(expected)"), at: node.start)
    case .outOfRange: report(.invalidValue(key: key, problem: "expected \(range)"), at: node.start)
    }
  }

  private mutating func reportMissingUnit(_ key: String, _ text: String, _ node: DocumentNode, _ unit: String) {
    let shown = text.prefix(20)
    report(.invalidValue(key: key, problem: "\(shown) what? Write the unit: \(shown)\(unit)"), at: node.start)
  }

  /// Names of environment variables.
  mutating func variables(_ key: String, _ node: DocumentNode) -> [String]? {
    guard let items = items(key, node, allowsOne: true) else { return nil }
    return items.compactMap { item in
      guard let name = string(key, item, expected: "the name of a variable") else { return nil }
      let isName = { (byte: UInt8) in
        (0x30...0x39).contains(byte) || (0x61...0x7a).contains(byte | 0x20) || byte == UInt8(ascii: "_")
      }
      if name.utf8.allSatisfy(isName), let first = name.utf8.first, !(0x30...0x39).contains(first) { return name }
      let problem =
        name.utf8.contains(UInt8(ascii: "="))
        ? "only the name of a variable goes here; its value comes from the environment"
        : "\(quoted(name)) is no name of a variable"
      report(.invalidValue(key: key, problem: problem), at: item.start)
      return nil
    }
  }

  /// A directory below the root of the repository; `.` is the root itself.
  mutating func directory(_ key: String, _ node: DocumentNode) -> RepositoryPath? {
    guard let text = string(key, node, expected: "a directory") else { return nil }
    if text.utf8.first == UInt8(ascii: "/") {
      report(.invalidValue(key: key, problem: "write the directory relative to the repository's root"), at: node.start)
      return nil
    }
    let parts = text.utf8.split(separator: UInt8(ascii: "/")).filter { !$0.elementsEqual(".".utf8) }
    if parts.contains(where: { $0.elementsEqual("..".utf8) }) {
      report(.invalidValue(key: key, problem: "\"..\" leads out of the repository"), at: node.start)
      return nil
    }
    return RepositoryPath(bytes: Array(parts.joined(separator: [UInt8(ascii: "/")])))
  }

  /// Directories below the root of the repository, not the root itself.
  mutating func directories(_ key: String, _ node: DocumentNode) -> [String]? {
    guard let items = items(key, node, allowsOne: true) else { return nil }
    return items.compactMap { item in
      guard let path = directory(key, item) else { return nil }
      if path.bytes.isEmpty {
        report(.invalidValue(key: key, problem: "the root itself cannot be linked"), at: item.start)
        return nil
      }
      return String(decoding: path.bytes, as: UTF8.self)
    }
  }
}
