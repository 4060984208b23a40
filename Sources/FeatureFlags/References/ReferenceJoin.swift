package import GateModel

/// Joins the facts of all files: constants get their values, calls of wrappers become references.
package struct ReferenceJoin {
  /// A file and its facts.
  package struct File: Sendable {
    package var path: RepositoryPath
    package var facts: ReferenceFacts

    package init(path: RepositoryPath, facts: ReferenceFacts) {
      self.path = path
      self.facts = facts
    }
  }

  private struct Constant {
    var container: String?
    var value: String
    var file: Int
  }

  private struct Wrapper {
    var place: Int
    var label: String?
    var client: FlagClient?
    var type: FlagValueType?
    var codeDefault: FlagValue?
    var file: Int?
  }

  private let files: [File]
  private let keys: Set<String>
  private var constants: [String: [Constant]] = [:]
  private var wrappers: [String: [Wrapper]] = [:]

  /// - Parameter keys: those that are defined.
  package init(_ files: [File], keys: Set<String>, settings: FlagReferenceSettings) {
    self.files = files
    self.keys = keys
    for wrapper in settings.wrappers {
      wrappers[wrapper.name, default: []].append(
        .init(
          place: wrapper.place, label: nil, client: nil, type: wrapper.type,
          codeDefault: nil, file: nil))
    }
    for (number, file) in files.enumerated() {
      for constant in file.facts.constants where file.facts.isAboutFlags {
        constants[constant.name, default: []].append(
          .init(container: constant.container, value: constant.value, file: number))
      }
      for wrapper in file.facts.wrappers {
        wrappers[wrapper.name, default: []].append(
          .init(
            place: wrapper.place, label: wrapper.label, client: wrapper.client, type: wrapper.type,
            codeDefault: wrapper.codeDefault, file: number))
      }
    }
    usesAliases = settings.aliases
    // Files that say nothing of flags count for names that no other file gives a value to, so that it makes no difference
    // what else was looked for in them.
    let named = Set(constants.keys)
    for (number, file) in files.enumerated() where !file.facts.isAboutFlags {
      for constant in file.facts.constants where !named.contains(constant.name) {
        constants[constant.name, default: []].append(
          .init(container: constant.container, value: constant.value, file: number))
      }
    }
    self.named = named
  }

  /// The names to which files that speak of flags give a value.
  private var named: Set<String> = []

  private let usesAliases: [FlagReferenceSettings.Alias]

  /// Names of wrappers and constants that callers or their own files may use without a word of flags near them.
  package var wantedWords: Set<String> {
    var words = Set(wrappers.keys)
    for file in files {
      for call in file.facts.calls where !call.isGuess {
        guard case .name(let parts) = call.key, let name = parts.last,
          parts.count > 1 || KeyExpression.isConstantName(name), !named.contains(name)
        else { continue }
        words.insert(name)
      }
      if words.count > Self.maximumWords { break }
    }
    return words
  }

  private static let maximumWords = 2000

  /// All references, in the order of the files and of each file's text.
  package func references() -> [FlagReference] {
    var all: [FlagReference] = []
    for number in files.indices {
      let isTest = TestPath.isTest(files[number].path)
      var found = reads(of: number, isTest: isTest)
      let mentions = files[number].facts.mentions
      if mentions.isEmpty {
        if found.count > 1 {
          found.sort { ($0.range.line, $0.range.column ?? 0) < ($1.range.line, $1.range.column ?? 0) }
        }
        all += found
        continue
      }
      let taken = Dictionary(grouping: found, by: \.range.line)
      for mention in mentions where keys.contains(mention.key) {
        let isRead = taken[mention.range.line]?.contains { reference in
          reference.key == mention.key && reference.kind != .unresolved
            && (reference.range.column ?? 0) <= (mention.range.column ?? 0)
            && (reference.range.endColumn ?? 0) >= (mention.range.endColumn ?? 0)
        }
        if isRead != true { found.append(reference(to: mention, number, isTest: isTest)) }
      }
      found.sort { ($0.range.line, $0.range.column ?? 0) < ($1.range.line, $1.range.column ?? 0) }
      all += found
    }
    return all
  }

  private func reference(to mention: ReferenceFacts.Mention, _ file: Int, isTest: Bool) -> FlagReference {
    var kind = FlagReference.Kind.mention
    if mention.place == .code, let alias = mention.alias,
      usesAliases.contains(where: { $0.form(of: mention.key) == alias })
    {
      kind = .read
    }
    return FlagReference(
      kind, key: mention.key, path: files[file].path, range: mention.range, call: "\(mention.place)", client: nil,
      alias: mention.alias, isTest: isTest)
  }

  private func reads(of file: Int, isTest: Bool) -> [FlagReference] {
    let facts = files[file].facts
    if facts.calls.isEmpty, facts.openCalls.isEmpty { return [] }
    var found: [FlagReference] = []
    for call in facts.calls {
      let base = FlagReference(
        call.kind, key: "", path: files[file].path, range: call.range, call: call.name, client: call.client,
        type: call.type, codeDefault: call.codeDefault, isTest: isTest)
      if let reference = resolved(base, call.key, file, isGuess: call.isGuess) { found.append(reference) }
    }
    for call in facts.openCalls {
      if let reference = wrapped(call, file, isTest: isTest) { found.append(reference) }
    }
    return found
  }

  private func resolved(
    _ base: FlagReference, _ key: ReferenceFacts.Key, _ file: Int, isGuess: Bool
  ) -> FlagReference? {
    var reference = base
    switch key {
    case .literal(let key):
      if isGuess, !keys.contains(key) { return nil }
      reference.key = key
    case .name(let parts):
      reference.key = parts.joined(separator: ".")
      if let (value, isSure) = value(of: parts, in: file), isSure || keys.contains(value) {
        reference.alias = reference.key
        reference.key = value
      } else {
        if isGuess { return nil }
        reference.kind = .unresolved
      }
    case .computed(let shown, let beginning, let ending):
      if isGuess { return nil }
      reference.kind = .unresolved
      reference.key = shown
      (reference.keyBeginning, reference.keyEnding) = (beginning, ending)
    }
    return reference
  }

  // MARK: Wrappers

  private func wrapped(_ call: ReferenceFacts.OpenCall, _ file: Int, isTest: Bool) -> FlagReference? {
    let candidates = wrappers[call.name] ?? []
    if candidates.isEmpty, !speaksOfFlags(call) { return nil }
    let own = candidates.filter { $0.file == file || $0.file == nil }
    let (wrapper, isSure) =
      Self.only(own).map { ($0, true) } ?? Self.only(candidates).map { ($0, isNear($0, call, file)) }
      ?? (Wrapper(place: 0, file: file), false)
    guard
      let argument = call.arguments.first(where: { $0.label != nil && $0.label == wrapper.label })
        ?? call.arguments.first(where: { $0.place == wrapper.place })
        ?? (candidates.isEmpty ? call.arguments.first : nil)
    else { return nil }
    let base = FlagReference(
      .read, key: "", path: files[file].path, range: argument.range, call: call.name, client: wrapper.client,
      type: wrapper.type, codeDefault: wrapper.codeDefault ?? (call.arguments.count > 1 ? nil : call.codeDefault),
      isTest: isTest)
    return resolved(base, argument.key, file, isGuess: !isSure)
  }

  private func speaksOfFlags(_ call: ReferenceFacts.OpenCall) -> Bool {
    [call.name, call.qualifier ?? ""].contains { ReferenceScanner.hints.found(in: Array($0.utf8)) != 0 }
  }

  /// The wrapper, where all that go by a name take the key at the same place.
  private static func only(_ wrappers: [Wrapper]) -> Wrapper? {
    guard var first = wrappers.first, wrappers.allSatisfy({ $0.place == first.place }) else { return nil }
    if wrappers.contains(where: { $0.type != first.type }) { first.type = nil }
    if wrappers.contains(where: { $0.codeDefault != first.codeDefault }) { first.codeDefault = nil }
    if wrappers.contains(where: { $0.client != first.client }) { first.client = nil }
    return first
  }

  /// Whether the call is surely of the wrapper: from the same directory, or through the name of the wrapper's file.
  private func isNear(_ wrapper: Wrapper, _ call: ReferenceFacts.OpenCall, _ file: Int) -> Bool {
    guard let other = wrapper.file else { return true }
    if files[other].path.parent == files[file].path.parent { return true }
    return call.qualifier.map { names(of: other).contains(Self.plain($0)) } ?? false
  }

  /// What a file's contents may be qualified by: its name, and its directory's.
  private func names(of file: Int) -> [String] {
    let path = files[file].path
    let stem = path.name.split(separator: UInt8(ascii: "."), maxSplits: 1).first ?? []
    let directory = path.parent.map(\.name) ?? []
    return [stem, directory].map { Self.plain(String(decoding: $0, as: UTF8.self)) }
  }

  private static func plain(_ name: String) -> String {
    name.lowercased().filter { $0 != "_" && $0 != "-" }
  }

  // MARK: Constants

  /// The value of a constant, and whether no other one can be meant; `nil` where it is not known.
  private func value(of parts: [String], in file: Int) -> (value: String, isSure: Bool)? {
    guard let name = parts.last, let candidates = constants[name] else { return nil }
    if parts.count > 1 {
      let container = parts[parts.count - 2]
      if let value = Self.only(candidates.filter { $0.container == container }) { return (value, true) }
      let plain = Self.plain(container)
      if let value = Self.only(candidates.filter { names(of: $0.file).contains(plain) }) { return (value, true) }
    }
    let isName = KeyExpression.isConstantName(name)
    if let value = Self.only(candidates.filter { $0.file == file }) { return (value, isName) }
    if isName || parts.count > 1, let value = Self.only(candidates) { return (value, isName) }
    return nil
  }

  private static func only(_ constants: [Constant]) -> String? {
    guard let first = constants.first, constants.allSatisfy({ $0.value == first.value }) else { return nil }
    return first.value
  }
}
