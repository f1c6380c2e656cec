# shellcheck shell=bash
# Node and npm. The web client's tools need Node 20.19 or newer; where the system's is older (Debian
# 12 has 18), a newer one comes as an npm package into build/node and is used for our own programs,
# while npm goes on with the Node that it was installed with.

NODE_PACKAGE_VERSION=24.21.0
# shellcheck disable=SC2034  # used by the other parts of ./dev
NODE=node

# True when the program answers a version of at least 20.19.
node_is_new() {
  local version major minor
  version="$("$1" --version 2>/dev/null)" || return 1
  IFS=. read -r major minor _ <<<"${version#v}"
  ((major > 20 || (major == 20 && minor >= 19)))
}

# shellcheck disable=SC2034  # NODE: see above
# Sets NODE to a Node that is new enough, and NPM to the command line of npm.
ensure_node() {
  local arch own
  install_packages node
  NPM=("$(command -v node)" "$(readlink -f "$(command -v npm)")")
  if node_is_new "$(command -v node)"; then
    NODE="$(command -v node)"
    return
  fi
  case "$(uname -m)" in
    x86_64) arch=x64 ;;
    aarch64) arch=arm64 ;;
    *) die "no Node package for $(uname -m): put a Node of at least 20.19 into PATH" ;;
  esac
  own="$ROOT/build/node/node_modules/node-linux-$arch/bin"
  if ! node_is_new "$own/node"; then
    mkdir -p build/node
    echo '{"private": true}' >build/node/package.json
    step "installing Node $NODE_PACKAGE_VERSION" build/log/node.log \
      npm_run build/node install --no-save --ignore-scripts --no-audit --no-fund \
      "node-linux-$arch@$NODE_PACKAGE_VERSION" || die "cannot install Node"
    node_is_new "$own/node" || die "the Node in $own does not run"
  fi
  NODE="$own/node"
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
  step "installing the npm packages of $folder" "build/log/npm-$folder.log" \
    npm_run "$folder" ci --ignore-scripts || die "npm ci failed in $folder"
  mkdir -p "$folder/node_modules"
  echo "$sum" >"$stamp"
}
