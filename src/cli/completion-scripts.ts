/** Shells that there is a script for. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;

/** One of {@link SHELLS}. */
export type Shell = (typeof SHELLS)[number];

/** Text as it stands, but that a dollar sign before a brace has a backslash here, so that nothing is filled in. */
function script(text: TemplateStringsArray): string {
  return String.raw(text).replaceAll('\\${', '${');
}

// All three ask the program itself, so that a script never knows less than the version that runs. Bash is written for
// 3.2, the one that macOS has.
const bash = script`# Completes cpd in bash. In ~/.bashrc: eval "$(cpd completion bash)"
_cpd() {
  local index word glued last='' rest=\${COMP_LINE-} cut='' typed
  local -a words
  # Bash cuts words at "=". The line tells which belong together: those without a blank between.
  for ((index = 0; index <= COMP_CWORD; index++)); do
    word=\${COMP_WORDS[index]}
    if [[ -z \${COMP_LINE-} ]]; then
      [[ $word == '=' || $last == '=' ]] && glued=1 || glued=''
    elif [[ -n $word ]]; then
      [[ $rest == "$word"* ]] && glued=1 || glued=''
      rest=\${rest#*"$word"}
    else
      [[ -z $rest ]] && glued=1 || glued=''
    fi
    if [[ -n $glued && index -gt 1 ]]; then
      words[\${#words[@]} - 1]+=$word
    elif ((index > 0)); then
      words+=("$word")
    fi
    last=$word
  done
  typed=\${words[\${#words[@]} - 1]}
  # And it puts only what follows the last "=" in their place.
  [[ $typed == *=* && \${COMP_WORDBREAKS-} == *=* ]] && cut=\${typed%"\${typed##*=}"}
  COMPREPLY=()
  while IFS=$'\t' read -r word _; do
    [[ $word == *[=/] ]] && compopt -o nospace 2>/dev/null
    COMPREPLY+=("\${word#"$cut"}")
  done < <("\${COMP_WORDS[0]}" __complete "\${words[@]}" 2>/dev/null)
}
complete -F _cpd cpd cdk8s-progressive-delivery`;

const zsh = script`#compdef cpd cdk8s-progressive-delivery
# Completes cpd in zsh. In ~/.zshrc, after compinit: eval "$(cpd completion zsh)"
_cpd() {
  local word about
  local -a whole whole_shown open open_shown
  while IFS=$'\t' read -r word about; do
    if [[ $word == *[=/] ]]; then
      open+=("$word")
      open_shown+=("$word\${about:+  $about}")
    else
      whole+=("$word")
      whole_shown+=("$word\${about:+  $about}")
    fi
  done < <("\${words[1]}" __complete "\${(@)words[2,CURRENT-1]}" "$PREFIX" 2>/dev/null)
  (( $#whole )) && compadd -l -d whole_shown -a whole
  (( $#open )) && compadd -S '' -l -d open_shown -a open
}
if [[ \${funcstack[1]} == _cpd ]]; then
  _cpd "$@"
else
  compdef _cpd cpd cdk8s-progressive-delivery
fi`;

const fish = script`# Completes cpd in fish. In ~/.config/fish/config.fish: cpd completion fish | source
function __cpd_complete
  set -l words (commandline -opc)
  $words[1] __complete $words[2..-1] (commandline -ct) 2>/dev/null
end
complete -c cpd -f -a '(__cpd_complete)'
complete -c cdk8s-progressive-delivery -f -a '(__cpd_complete)'`;

/** What each shell is to read. */
export const COMPLETION_SCRIPTS: Readonly<Record<Shell, string>> = { bash, zsh, fish };
