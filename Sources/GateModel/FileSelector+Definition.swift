extension FileSelector {
  /// Everything that the selector chooses by, as a list that no other selector has.
  package var definition: [String] {
    ["root", "\(root)", "include"] + include.map(\.description) + ["exclude"] + exclude.map(\.description) + ["types"]
      + types.map(\.name).sorted()
  }
}
