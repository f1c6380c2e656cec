# shellcheck shell=bash
# Node and npm. The web client's tools need Node 20.19 or newer; where the system's is older (Debian
# 12 has 18), a newer one comes as an npm package into build/node, and with it an npm that runs on
# it: an npm on the old Node would leave out the optional packages that ask for a newer one.

NODE_PACKAGE_VERSION=24.21.0
NPM_PACKAGE_VERSION=11.19.1
# shellcheck disable=SC2034  # used by the other parts of ./dev
NODE=node
NPM=(npm)

# True when the program answers a version of at least 20.19.
node_is_new() {
  local version major minor
  version="$("$1" --version 2>/dev/null)" || return 1
  IFS=. read -r major minor _ <<<"${version#v}"
  ((major > 20 || (major == 20 && minor >= 19)))
}

# Sets NODE to a Node that is new enough, and NPM to the command line of npm.
# shellcheck disable=SC2034  # NODE: see above
ensure_node() {
  local arch modules own
  case "$(uname -m)" in
    x86_64) arch=x64 ;;
    aarch64) arch=arm64 ;;
    *) arch=none ;;
  esac
  modules="$ROOT/build/node/node_modules"
  own="$modules/node-linux-$arch/bin"
  if node_is_new "$(command -v node)" && command -v npm >/dev/null; then
    NODE="$(command -v node)"
    return
  fi
  if ! node_is_new "$own/node" || [[ ! -f "$modules/npm/bin/npm-cli.js" ]]; then
    if [[ "$arch" == none ]]; then
      die "no Node package for $(uname -m): put a Node of at least 20.19 into PATH"
    fi
    install_packages node
    mkdir -p build/node
    echo '{"private": true}' >build/node/package.json
    step "installing Node $NODE_PACKAGE_VERSION" build/log/node.log \
      npm_run build/node install --no-save --ignore-scripts \
      "node-linux-$arch@$NODE_PACKAGE_VERSION" "npm@$NPM_PACKAGE_VERSION" ||
      die "cannot install Node"
    node_is_new "$own/node" || die "the Node in $own does not run"
  fi
  NODE="$own/node"
  NPM=("$NODE" "$modules/npm/bin/npm-cli.js")
  PATH="$own:$PATH"
}

# npm_run FOLDER ARG… : npm in that folder.
npm_run() {
  local folder="$1"
  shift
  (cd "$folder" && npm_config_update_notifier=false npm_config_fund=false \
    npm_config_audit=false "${NPM[@]}" "$@")
}

# npm_install FOLDER : what the folder's lock file names, unless it is there already.
npm_install() {
  local folder="$1" stamp sum
  if [[ ! -f "$folder/package-lock.json" ]]; then return; fi
  stamp="$folder/node_modules/.koine-stamp"
  sum="$(cat "$folder/package.json" "$folder/package-lock.json" | sha256sum | cut -c 1-64)"
  if [[ -f "$stamp" && "$(<"$stamp")" == "$sum" ]]; then return; fi
  ensure_node
  step "installing the npm packages of $folder" "build/log/npm-${folder//\//-}.log" \
    npm_run "$folder" ci --ignore-scripts || die "npm ci failed in $folder"
  mkdir -p "$folder/node_modules"
  echo "$sum" >"$stamp"
}
