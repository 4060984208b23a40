/// A text cut into its definitions and the rest, to be compared with another version of itself.
package struct DefinitionCut: Sendable {
  package var facts: DefinitionFacts
  /// Of each part of ``facts`` behind the first.
  package var texts: [PartText] = []
  /// What runs when the file is loaded, and where definitions stand in it.
  package var rest: [Statement] = []
  /// All names in the rest and in headers.
  package var names: Set<String> = []

  /// The text of a definition in three parts, without blanks and comments.
  package struct PartText: Hashable, Sendable {
    /// Its place among its likes: the names of the classes around it and its own.
    package var path = ""
    /// What is around it and runs when the file is loaded.
    package var decorators: [UInt8] = []
    /// What it takes.
    package var signature: [UInt8] = []
    /// What of the signature is no name of a parameter and no plain value.
    package var computed: [UInt8] = []
    package var computedNames: Set<String> = []
    package var body: [UInt8] = []
    /// Where header and body lie in the text.
    package var range = 0..<0
    package var bodyRange = 0..<0
  }

  package enum Statement: Hashable, Sendable {
    case text([UInt8])
    /// A part of ``facts`` by its place in `texts`.
    case definition(Int)
  }
}

extension DefinitionCut {
  /// What tells two versions of a text apart.
  package enum Difference: Hashable, Sendable {
    /// More than definitions, or nothing that runs: the rest of a sentence that begins with the path.
    case whole(String)
    /// The paths of the definitions that are not the same, and whether each is in both.
    case definitions([String: Bool])
  }

  /// What of `self` is not as in `old`.
  package func difference(from old: DefinitionCut) -> Difference {
    if let fault = old.facts.fault ?? facts.fault { return .whole(fault) }
    let (before, after) = (old.placesByPath, placesByPath)
    let common = Set(before.keys.filter { after[$0]?.count == before[$0]?.count })
    guard statements(common) == old.statements(common) else {
      return .whole("has other statements that run when it is loaded")
    }
    var changed: [String: Bool] = [:]
    for path in common {
      for (place, oldPlace) in zip(after[path] ?? [], before[path] ?? []) where texts[place] != old.texts[oldPlace] {
        let (new, old) = (texts[place], old.texts[oldPlace])
        if new.decorators != old.decorators || new.computed != old.computed {
          return .whole("has another header of `\(path)`")
        }
        if new.signature != old.signature || new.body != old.body { changed[path] = true }
      }
    }
    for (path, places) in after where !common.contains(path) {
      for place in places where !canCome(place, to: old) { return .whole("has a new `\(path)`") }
      changed[path] = false
    }
    for path in before.keys where !common.contains(path) { changed[path] = false }
    return changed.isEmpty ? .whole("differs in nothing that runs") : .definitions(changed)
  }

  /// Whether the header of a new definition cannot fail or do anything when the file is loaded.
  private func canCome(_ place: Int, to old: DefinitionCut) -> Bool {
    facts.parts[place + 1].decorators.isEmpty && texts[place].computedNames.isSubset(of: old.names)
  }

  private var placesByPath: [String: [Int]] {
    Dictionary(grouping: texts.indices.filter { !texts[$0].path.isEmpty }, by: { texts[$0].path })
  }

  /// The rest, with definitions of `paths` alone.
  private func statements(_ paths: Set<String>) -> [[UInt8]] {
    rest.compactMap { statement in
      switch statement {
      case .text(let bytes): bytes
      case .definition(let place): paths.contains(texts[place].path) ? [0] + texts[place].path.utf8 : nil
      }
    }
  }
}
