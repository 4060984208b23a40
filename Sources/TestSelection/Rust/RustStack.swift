import GateModel

/// Rust crates, with `cargo test` or nextest.
///
/// A crate is one thing: whatever is in it may use all of it. Only the files right in its `tests`, each a program of its own,
/// are told apart.
struct RustStack: SourceStack {
  /// Among the declarations of a file: it holds tests.
  static let testMark = "@tests"

  var mark: String { "rust 2" }

  func role(of path: RepositoryPath) -> FileRole {
    let name = path.nameText
    let isConfiguration = ["Cargo.toml", "Cargo.lock", "rust-toolchain", "rust-toolchain.toml", ".rust-version"]
      .contains(name)
    if isConfiguration || path.hasDirectory([".cargo"]) || name == "nextest.toml" { return .configuration }
    let ending = path.nameExtension
    if ending == "rs" || NativeSources.extensions.contains(ending) { return .module }
    return OtherFiles.role(of: path)
  }

  func reason(forAll path: RepositoryPath) -> String { "decides how crates are built" }

  func hasFacts(_ path: RepositoryPath) -> Bool {
    path.nameExtension == "rs" || path.nameText == "Cargo.toml" || NativeSources.extensions.contains(path.nameExtension)
  }

  func facts(of bytes: [UInt8], at path: RepositoryPath) -> FileFacts {
    if bytes.contains(0) {
      var facts = FileFacts()
      facts.fault = "is no text"
      return facts
    }
    if path.nameText == "Cargo.toml" { return CargoManifest.facts(of: bytes) }
    if path.nameExtension != "rs" { return NativeSources.facts(of: bytes) }
    var builder = FactsBuilder()
    builder.addTexts(in: bytes)
    if Self.hasTests(bytes) { builder.declare(Self.testMark) }
    var words = SourceWords(bytes)
    while let word = words.next() {
      guard word == "mod" else { continue }
      words.skipBlanks()
      let name = words.word()
      if !name.isEmpty { builder.add(.module, name) }
    }
    return builder.facts
  }

  /// An attribute with `test` in it (`#[test]`, `#[tokio::test]`, `#[cfg(test)]`), or an example in a documentation comment.
  private static func hasTests(_ bytes: [UInt8]) -> Bool {
    if bytes.contains(subsequence: "/// ```") || bytes.contains(subsequence: "//! ```") { return true }
    for (place, byte) in bytes.enumerated() where byte == UInt8(ascii: "#") {
      let attribute = bytes[place...].prefix(80).prefix { $0 != 0x5D }
      guard attribute.dropFirst().first == UInt8(ascii: "[") else { continue }
      if attribute.contains(subsequence: "test") || attribute.contains(subsequence: "case") { return true }
    }
    return false
  }

  func words(of facts: FileFacts, at path: RepositoryPath) -> [String]? {
    facts.needs.flatMap { need -> [String] in
      switch need.form {
      case .text: DataNames.words(of: need.name) + RustLinker.words(ofSources: need.name)
      case .path: DataNames.words(of: need.name)
      case .module: [need.name + ".rs"]
      case .tree: []
      }
    }
  }

  func linker(for index: FileIndex, roles: [FileRole], declarations: [Declaration]) -> any SourceLinker {
    RustLinker(index, roles: roles, declarations: declarations)
  }
}
