/// The shell lines that put gate on a machine that has none.
enum GateInstallation {
  /// Builds gate from its source, which the variable `GATE_SOURCE` names, at the tag or branch in `GATE_REF` where that is
  /// set, into the directory `prefix`, a word of the shell.
  static func script(prefix: String) -> [String] {
    [
      "if command -v gate; then exit 0; fi",
      #": "${GATE_SOURCE:?set this variable to the address of the git repository of gate}""#,
      #"git clone --depth=1 ${GATE_REF:+--branch="$GATE_REF"} "$GATE_SOURCE" /tmp/gate-source"#,
      #"make -C /tmp/gate-source build"#,
      #"make -C /tmp/gate-source install PREFIX=""# + prefix + "\"",
    ]
  }
}
