import DocumentTree
import GateModel

/// Reads the tables of one `.gitleaks.toml`. Keys that gitleaks does not know it does not mind, and so are not minded here.
struct GitleaksDecoder {
  /// What one file says.
  struct File {
    var rules: [GitleaksRule] = []
    var allowlists: [GitleaksAllowlist] = []
    var disabled: [String: SourcePosition] = [:]
    var extendsDefault = false
    var extended: (name: String, position: SourcePosition)?
  }

  let file: String

  func error(_ message: String, _ position: SourcePosition) -> SilencingError {
    SilencingError(message, in: file, at: position)
  }

  func decode(_ root: DocumentNode) throws(SilencingError) -> File {
    var result = File()
    if let extend = root.member("extend") {
      result.extendsDefault = try boolean(extend, "useDefault")
      for item in try strings(extend, "disabledRules") { result.disabled[item.text] = item.node.start }
      if let path = extend.member("path") {
        let name = try string(path)
        if !name.isEmpty { result.extended = (name, path.start) }
      }
      if result.extendsDefault, result.extended != nil {
        throw error("`useDefault` and `path` exclude one another", extend.start)
      }
    }
    var seen: Set<String> = []
    for node in try tables(root, "rules") {
      let rule = try self.rule(node)
      if !seen.insert(rule.id).inserted { throw error("a second rule `\(rule.id)`", node.start) }
      result.rules.append(rule)
    }
    result.allowlists = try allowlists(of: root, isGlobal: true)
    return result
  }

  private func rule(_ node: DocumentNode) throws(SilencingError) -> GitleaksRule {
    guard let name = node.member("id"), case let id = try string(name), !id.isEmpty else {
      throw error("a rule has no `id`", node.start)
    }
    var rule = GitleaksRule(id: id, position: node.start)
    if let node = node.member("description") { rule.description = try string(node) }
    if let node = node.member("regex"), try !string(node).isEmpty {
      (rule.regex, rule.groupCount) = try pattern(node)
    }
    if let node = node.member("path"), try !string(node).isEmpty { rule.path = try pattern(node).0 }
    if let node = node.member("secretGroup") {
      rule.secretGroup = try integer(node)
      if rule.regex != nil, rule.secretGroup < 0 || rule.secretGroup > rule.groupCount {
        throw error("the pattern has no group \(rule.secretGroup)", node.start)
      }
    }
    if let node = node.member("entropy") { rule.entropy = try number(node) }
    rule.keywords = try strings(node, "keywords").map { $0.text.utf8.map(ASCII.lowercased) }.filter { !$0.isEmpty }
    rule.allowlists = try allowlists(of: node, isGlobal: false)
    rule.skipsReport = try boolean(node, "skipReport")
    for node in try tables(node, "required") {
      guard let id = node.member("id") else { throw error("what is required has no `id`", node.start) }
      rule.required.append(
        GitleaksRule.Required(
          id: try string(id), withinLines: try node.member("withinLines").map(integer),
          withinColumns: try node.member("withinColumns").map(integer)))
    }
    return rule
  }

  /// `[[allowlists]]`, or the one `[allowlist]` of older files.
  private func allowlists(of node: DocumentNode, isGlobal: Bool) throws(SilencingError) -> [GitleaksAllowlist] {
    let nodes = try tables(node, "allowlists")
    if let old = node.member("allowlist") {
      if !nodes.isEmpty {
        throw error("`allowlist` is the older name of `allowlists`, and cannot stand beside it", old.start)
      }
      return [try allowlist(old, isGlobal: isGlobal)]
    }
    return try nodes.map { node throws(SilencingError) in try allowlist(node, isGlobal: isGlobal) }
  }

  private func allowlist(_ node: DocumentNode, isGlobal: Bool) throws(SilencingError) -> GitleaksAllowlist {
    var list = GitleaksAllowlist(position: node.start)
    if let condition = node.member("condition") {
      switch try string(condition).uppercased() {
      case "AND", "&&": list.needsAll = true
      case "", "OR", "||": break
      default: throw error("a condition is `AND` or `OR`", condition.start)
      }
    }
    if let target = node.member("regexTarget"), case let name = try string(target), !name.isEmpty {
      guard let known = GitleaksAllowlist.Target(rawValue: name) else {
        let nearest = NearestName.match(for: name, among: ["secret", "match", "line"])
        let hint = nearest.map { "; did you mean `\($0)`?" } ?? ""
        throw error("patterns are tried on `secret`, `match` or `line`\(hint)", target.start)
      }
      list.target = known
    }
    list.commits = Set(try strings(node, "commits").map { $0.text.lowercased() })
    list.paths = try patterns(node, "paths")
    list.regexes = try patterns(node, "regexes")
    list.stopwords = try strings(node, "stopwords").map { Array($0.text.lowercased().utf8) }
    if isGlobal { list.targets = try strings(node, "targetRules").map(\.text) }
    if list.commits.isEmpty, list.paths.isEmpty, list.regexes.isEmpty, list.stopwords.isEmpty {
      throw error("an allowlist names none of `commits`, `paths`, `regexes` and `stopwords`", node.start)
    }
    return list
  }

  private func patterns(_ node: DocumentNode, _ key: String) throws(SilencingError) -> [GoMatcher] {
    try strings(node, key).map { item throws(SilencingError) in try pattern(item.node).0 }
  }

  private func pattern(_ node: DocumentNode) throws(SilencingError) -> (GoMatcher, Int) {
    let text = try string(node)
    do throws(GoPattern.SyntaxError) {
      let pattern = try GoPattern(text)
      if let matcher = GoMatcher(pattern) { return (matcher, pattern.groupCount) }
    } catch {
      throw self.error("the pattern is none of Go's: \(error.message)", place(of: error.offset, text, node))
    }
    throw error("the pattern is refused: it is too large, or a range in it runs backwards", node.start)
  }

  /// Where the scalar at `offset` of a string stands, as far as that can be told: exactly where the string has no escapes.
  private func place(of offset: Int, _ text: String, _ node: DocumentNode) -> SourcePosition {
    let before = Array(text.unicodeScalars.prefix(offset))
    if node.start.line == node.end.line {
      let quotes = node.end.column - node.start.column - text.unicodeScalars.count
      guard quotes == 2 || quotes == 6 else { return node.start }
      return SourcePosition(line: node.start.line, column: node.start.column + quotes / 2 + offset)
    }
    guard let lastBreak = before.lastIndex(of: "\n") else { return node.start }
    let lines = before.count { $0 == "\n" }
    let total = text.unicodeScalars.count { $0 == "\n" }
    let first = node.end.line - node.start.line - total
    return SourcePosition(line: node.start.line + first + lines, column: before.count - lastBreak)
  }
}
