import BundledConfig
package import GateModel

/// The presets that a gate.yml can name. One that nobody names is never decoded.
package struct PresetLibrary: Sendable {
  private enum Entry: Sendable {
    case decoded(Preset)
    case text([UInt8])
  }

  private let entries: [String: Entry]

  /// The presets that come with gate.
  package static let bundled = PresetLibrary(texts: BundledConfig.presets)

  /// Presets that are decoded already, by name.
  package init(_ presets: [String: Preset]) {
    entries = presets.mapValues { .decoded($0) }
  }

  /// Presets as YAML texts, by name.
  package init(texts: [String: [UInt8]]) {
    entries = texts.mapValues { .text($0) }
  }

  /// All names, sorted.
  package var names: [String] { entries.keys.sorted() }

  /// The preset called `name`, `nil` where there is none.
  ///
  /// - Throws: `ConfigurationErrors` if its text is not as it should be.
  package func preset(named name: String) throws(ConfigurationErrors) -> Preset? {
    switch entries[name] {
    case nil: nil
    case .decoded(let preset): preset
    case .text(let bytes): try PresetLoader.load(bytes, name: name)
    }
  }
}
