/// https://docs.gitlab.com/ci/yaml/
package struct GitLabWorkflow: CIWorkflow {
  package let name = "gitlab"
  package let path = ".gitlab-ci.yml"

  package init() {}

  package func text(installing: CIInstallation, branch: String) -> String {
    """
    # Written by `gate init --ci gitlab`; yours from here on.
    gate:
      image: swift:6.3-noble
      rules:
        - if: $CI_PIPELINE_SOURCE == "merge_request_event"
        - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
      variables:
        # The whole history: where a push began may lie any number of commits back, and what an earlier commit of the change
        # recorded is searched for secrets.
        GIT_DEPTH: "0"
        GATE_CACHE_DIR: $CI_PROJECT_DIR/.gate-cache
      cache:
        # Verdicts of earlier runs, by content. GitLab keeps those of protected branches apart from the others.
        key: gate-$CI_COMMIT_REF_SLUG
        fallback_keys: [gate-$CI_DEFAULT_BRANCH]
        paths: [.gate-cache/]
        when: always
      before_script:
        - echo /.gate-cache/ >> .git/info/exclude
        - export PATH="$HOME/.local/bin:$PATH"
        - |
          (
    \(GateInstallation.script.indented(by: 8))
          )
        - |
    \(installing.script.indented(by: 6))
      script:
        - gate check --ci --report gitlab=gl-code-quality-report.json --report junit=gate-junit.xml
      artifacts:
        when: always
        reports:
          codequality: gl-code-quality-report.json
          junit: gate-junit.xml

    """
  }
}
