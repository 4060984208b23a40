internal import GateModel

/// Finds the commit that a text names (gitrevisions(7)): full ids, refs by git's short ways, `@`, `@{upstream}`, and behind
/// them any number of `~N`, `^N`, `^{commit}` and `^{}`.
struct RevisionResolver {
  /// What precedes and follows a short name, in the order in which git tries them.
  private static let places = [
    ("", ""), ("refs/", ""), ("refs/tags/", ""), ("refs/heads/", ""), ("refs/remotes/", ""), ("refs/remotes/", "/HEAD"),
  ]

  let references: ReferenceStore
  let objects: ObjectDatabase
  let configuration: GitConfiguration
  let shallow: Set<ObjectID>

  /// The commit, behind annotated tags; `nil` where nothing has that name as far as gate reads names.
  func commit(_ revision: String) throws(GitError) -> ObjectID? {
    let base = revision.prefix { $0 != "~" && $0 != "^" }
    guard let start = try object(String(base)) else { return nil }
    return try follow(revision[base.endIndex...], from: start)
  }

  private func object(_ name: String) throws(GitError) -> ObjectID? {
    if let id = ObjectID(hex: name), id.count == references.format.idByteCount {
      return try objects.contains(id) ? id : nil
    }
    if name == "@" { return try references.resolve("HEAD") }
    for suffix in ["@{upstream}", "@{u}"] where name.lowercased().hasSuffix(suffix) {
      return try upstream(of: String(name.dropLast(suffix.count))).flatMap { name throws(GitError) in
        try references.resolve(name)
      }
    }
    for (prefix, suffix) in Self.places {
      if let id = try references.resolve(prefix + name + suffix) { return id }
    }
    return nil
  }

  private func follow(_ steps: Substring, from start: ObjectID) throws(GitError) -> ObjectID? {
    var id = try objects.peeled(start)
    var rest = steps
    while let step = rest.popFirst() {
      if step == "^", rest.first == "{" {
        guard let end = rest.firstIndex(of: "}"), ["{", "{commit"].contains(rest[..<end]) else { return nil }
        rest = rest[rest.index(after: end)...]
        continue
      }
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      rest = rest[digits.endIndex...]
      guard let count = digits.isEmpty ? 1 : Int(digits), step == "~" || step == "^" else { return nil }
      if step == "^", count == 0 { continue }
      for _ in 0..<(step == "~" ? count : 1) {
        let parents = shallow.contains(id) ? [] : try objects.commit(id).parents
        guard let parent = parents.dropFirst(step == "^" ? count - 1 : 0).first else { return nil }
        id = parent
      }
    }
    return id
  }

  /// The ref that a branch is set to follow, by `branch.NAME.remote` and `branch.NAME.merge`, as it is tracked here.
  private func upstream(of name: String) throws(GitError) -> String? {
    var branch = "refs/heads/" + name
    if name.isEmpty || name == "@" || name == "HEAD" {
      guard let head = try references.branch() else { return nil }
      branch = head
    }
    guard branch.hasPrefix("refs/heads/") else { return nil }
    let short = branch.dropFirst("refs/heads/".count)
    guard let remote = configuration.value("branch.\(short).remote"),
      let merge = configuration.value("branch.\(short).merge")
    else { return nil }
    if remote == "." { return merge }
    for refspec in configuration.values("remote.\(remote).fetch") {
      if let tracked = Self.tracked(merge, by: refspec) { return tracked }
    }
    return nil
  }

  /// Where `refspec`, `+SOURCE:TARGET` with at most one `*` a side, puts the ref `name` (git-fetch(1)).
  private static func tracked(_ name: String, by refspec: String) -> String? {
    let sides = refspec.drop { $0 == "+" }.split(separator: ":", omittingEmptySubsequences: false)
    guard sides.count == 2, !refspec.hasPrefix("^") else { return nil }
    let source = sides[0].split(separator: "*", omittingEmptySubsequences: false)
    let target = sides[1].split(separator: "*", omittingEmptySubsequences: false)
    if source.count == 1, target.count == 1 { return sides[0] == name ? String(sides[1]) : nil }
    guard source.count == 2, target.count == 2, name.hasPrefix(source[0]), name.hasSuffix(source[1]),
      name.count >= source[0].count + source[1].count
    else { return nil }
    let middle = name.dropFirst(source[0].count).dropLast(source[1].count)
    return "\(target[0])\(middle)\(target[1])"
  }
}
