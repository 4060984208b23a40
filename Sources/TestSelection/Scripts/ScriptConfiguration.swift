import GateModel

/// Reads what the configuration of a runner or a bundler says of names and of tests, as far as it is written in literals.
struct ScriptConfiguration {
  private let tokens: [ScriptToken]
  private let runner: ScriptStack.Runner
  private let name: String
  private(set) var declarations: [ScriptDeclaration] = []
  /// Texts that name no file which is loaded.
  private(set) var otherTexts: Set<String> = []
  private var loadedTexts: Set<String> = []
  /// Targets of aliases that are followed. Those of others count as loaded, so that their change reaches every test.
  private var aliasTexts: Set<String> = []
  /// What is not followed, as a sentence without its beginning.
  private(set) var fault: String?

  /// Keys whose say is not followed.
  private static let unfollowed: Set<String> = ["testRegex", "moduleDirectories", "haste", "projects"]
  /// Keys of texts that name modules and directories without loading them.
  private static let naming: Set<String> = [
    "testMatch", "include", "exclude", "spec", "files", "coverage", "collectCoverageFrom",
    "roots", "testPathIgnorePatterns", "coverageDirectory", "transformIgnorePatterns", "modulePathIgnorePatterns",
  ]

  init(_ bytes: [UInt8], name: String, runner: ScriptStack.Runner) {
    tokens = ScriptLexer.read(bytes).tokens
    self.runner = runner
    self.name = name
    var keys: [String] = []
    for place in tokens.indices {
      let token = tokens[place]
      if token.kind == .mark, ["{", "[", "("].contains(token.text) {
        keys.append(isMark(place - 1, ":") && place > 1 ? tokens[place - 2].text : "")
      } else if token.kind == .mark, ["}", "]", ")"].contains(token.text) {
        _ = keys.popLast()
      } else if token.kind == .word || token.kind == .string {
        let isKey = isMark(place + 1, ":")
        if isKey { read(token.text, in: keys, at: place) }
        let above = isKey ? keys : keys + (isMark(place - 1, ":") && place > 1 ? [tokens[place - 2].text] : [])
        if token.kind == .string { see(token.text, in: above) }
      }
    }
    otherTexts = otherTexts.subtracting(loadedTexts).union(aliasTexts)
  }

  private func isMark(_ place: Int, _ mark: String) -> Bool {
    tokens.indices.contains(place) && tokens[place].isMark(mark)
  }

  private var isManifest: Bool { name == "package.json" }

  private static func isRunner(_ keys: [String]) -> Bool {
    keys.contains(where: ["jest", "mocha", "ava", "vitest", "babel"].contains)
  }

  private mutating func see(_ text: String, in keys: [String]) {
    let isLoaded = !keys.contains(where: Self.naming.contains) && (!isManifest || Self.isRunner(keys))
    if isLoaded { loadedTexts.insert(text) } else { otherTexts.insert(text) }
  }

  private mutating func read(_ key: String, in keys: [String], at place: Int) {
    if isManifest, !Self.isRunner(keys) { return }
    if Self.unfollowed.contains(key) { return fault = "has `\(key)`, which is not followed" }
    if key == "alias" || key == "moduleNameMapper" { return addAliases(key, at: place + 2) }
    let isTests =
      switch key {
      case "testMatch": runner == .jest
      case "include": runner == .vitest && keys.last { !$0.isEmpty } == "test"
      case "spec": runner == .mocha && (isManifest || name.hasPrefix(".mocharc"))
      case "files": runner == .ava && (isManifest || name.hasPrefix("ava."))
      default: false
      }
    if isTests { addTests(key, at: place + 2) }
  }
}

// MARK: - Tests

extension ScriptConfiguration {
  private mutating func addTests(_ key: String, at start: Int) {
    var place = start
    var patterns: [String] = []
    let isList = isMark(place, "[")
    if isList { place += 1 }
    while place < tokens.count, tokens[place].kind == .string || tokens[place].kind == .template {
      patterns.append(tokens[place].text)
      place += 1
      guard isList, isMark(place, ",") else { break }
      place += 1
    }
    let isOdd = patterns.isEmpty || (isList && !isMark(place, "]")) || name.hasSuffix(".yml") || name.hasSuffix(".yaml")
    let found = patterns.filter { !$0.hasPrefix("!") }.flatMap { Self.patterns($0) }
    if isOdd || found.contains(where: { (try? PathPattern($0)) == nil }) {
      fault = "has `\(key)`, which is not followed"
    } else {
      declarations += found.map { ScriptDeclaration(.tests, $0) }
    }
  }

  /// The pattern in gate's form. A root that is set elsewhere is any directory; a path without a pattern may be a directory.
  private static func patterns(_ text: String) -> [String] {
    var pattern = text
    if pattern.hasPrefix("<rootDir>/") { pattern = "**/" + pattern.dropFirst(10) }
    while pattern.hasPrefix("./") { pattern.removeFirst(2) }
    var result = ""
    // `?(a|b)`, `+(a|b)`, `@(a|b)` as alternatives.
    var open: [Bool] = []
    for character in pattern {
      if character == "(", let last = result.last, "?@+*".contains(last) {
        result.removeLast()
        result += last == "?" || last == "*" ? "{," : "{"
        open.append(true)
      } else if character == ")", open.popLast() == true {
        result += "}"
      } else {
        result.append(character == "|" && !open.isEmpty ? "," : character)
      }
    }
    if result.contains(where: { "*?[{".contains($0) }) { return [result] }
    while result.hasSuffix("/") { result.removeLast() }
    return [result, result + "/**"]
  }
}

// MARK: - Aliases

extension ScriptConfiguration {
  /// The entries of an object whose brace is at `start`.
  private mutating func addAliases(_ key: String, at start: Int) {
    guard isMark(start, "{") else { return }
    var depth = 0
    for place in start..<tokens.count {
      if tokens[place].kind == .mark, ["{", "(", "["].contains(tokens[place].text) { depth += 1 }
      if tokens[place].kind == .mark, ["}", ")", "]"].contains(tokens[place].text) { depth -= 1 }
      if depth == 0 { return }
      guard depth == 1, isMark(place + 1, ":"), isMark(place - 1, "{") || isMark(place - 1, ",") else { continue }
      let isPattern = key == "moduleNameMapper"
      guard let target = target(at: place + 2), addAlias(tokens[place].text, target, isPattern: isPattern) else {
        continue
      }
      let written = tokens[(place + 2)...].prefix { !$0.isMark("}") }.first { $0.kind == .string && $0.text != "" }
      if let written { aliasTexts.insert(written.text) }
    }
  }

  private func target(at place: Int) -> String? {
    if case .literal(let text) = ScriptExpression.argument(of: tokens, at: place) { return text }
    guard tokens.indices.contains(place) else { return nil }
    if tokens[place].kind == .string { return tokens[place].text }
    // `fileURLToPath(new URL('./src', import.meta.url))`, `path.resolve('src')`.
    return tokens[place...].prefix { !$0.isMark("}") && !$0.isMark(",") }.first { $0.kind == .string }?.text
  }

  /// Returns whether the alias is followed.
  private mutating func addAlias(_ name: String, _ target: String, isPattern: Bool) -> Bool {
    var target = target
    if target.hasPrefix("<rootDir>/") { target = "./" + target.dropFirst(10) }
    guard isPattern else {
      declarations += [ScriptDeclaration(.path, name, target), ScriptDeclaration(.path, name + "/*", target + "/*")]
      return true
    }
    guard name.hasPrefix("^") else { return false }
    // A regular expression of plain characters and one `(.*)`.
    var pattern = String(name.dropFirst())
    if pattern.hasSuffix("$") { pattern.removeLast() }
    if let group = pattern.firstRange(of: "(.*)") { pattern.replaceSubrange(group, with: "*") }
    pattern.removeAll { $0 == "\\" }
    guard !pattern.contains(where: { "()[]|+?^$".contains($0) }) else { return false }
    if let group = target.firstRange(of: "$1") { target.replaceSubrange(group, with: "*") }
    declarations.append(ScriptDeclaration(.path, pattern, target))
    return true
  }
}
