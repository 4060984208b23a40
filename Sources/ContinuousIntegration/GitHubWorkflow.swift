/// https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax
package struct GitHubWorkflow: CIWorkflow {
  package let name = "github"
  package let path = ".github/workflows/gate.yml"

  package init() {}

  package func text(installing: CIInstallation, branch: String) -> String {
    """
    # Written by `gate init --ci github`; yours from here on.
    name: gate

    on:
      pull_request:
      merge_group:
      push:
        branches: ["\(Self.escaped(branch))"]

    permissions:
      contents: read

    concurrency:
      group: gate-${{ github.ref }}
      cancel-in-progress: ${{ github.event_name == 'pull_request' }}

    jobs:
      check:
        runs-on: ubuntu-24.04
        steps:
          - uses: actions/checkout@v5
            with:
              # The whole history: where a push began may lie any number of commits back, and what an earlier commit of the
              # change recorded is searched for secrets. For pull requests alone, 2 would show the change but not its commits.
              fetch-depth: 0
              persist-credentials: false
          # Verdicts of earlier runs, by content. What a pull request keeps no other branch reads: GitHub holds caches apart,
          # so nobody's change can vouch for the default branch.
          - uses: actions/cache@v5
            with:
              path: |
                ~/.cache/gate-verdicts
                ~/.local/bin/gate
              key: gate-${{ runner.os }}-${{ runner.arch }}-${{ github.run_id }}-${{ github.run_attempt }}
              restore-keys: gate-${{ runner.os }}-${{ runner.arch }}-
          - name: Install gate
            env:
              GATE_SOURCE: ${{ vars.GATE_SOURCE }}
            run: |
              echo "$HOME/.local/bin" >> "$GITHUB_PATH"
              export PATH="$HOME/.local/bin:$PATH"
    \(GateInstallation.script.indented(by: 10))
          - name: Install what the checks run
            run: |
    \(installing.script.indented(by: 10))
          - name: Check the change
            run: |
              export GATE_CACHE_DIR="$HOME/.cache/gate-verdicts"
              gate check --ci

    """
  }

  /// A branch name within quotes. Of what means something there, git allows the quote alone (git-check-ref-format(1)).
  private static func escaped(_ branch: String) -> String {
    branch.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\\\"")
  }
}
