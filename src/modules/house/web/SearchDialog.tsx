export default function SearchDialog(_: { onGo: () => void }) {
  return null
}
